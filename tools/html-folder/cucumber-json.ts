/** The parts of Cucumber's JSON that the HTML folder is made from. */
export interface JsonFeature {
  id: string;
  uri: string;
  name: string;
  description?: string;
  tags?: JsonTag[];
  elements: JsonScenario[];
}

export interface JsonScenario {
  name: string;
  line: number;
  description?: string;
  /** Not Cucumber's: the rule that the example stands in, and the row of an outline. */
  rule?: string;
  row?: string;
  /** Not Cucumber's either: which attempt passed, of a scenario that is flaky. */
  passedAtAttempt?: number;
  tags?: JsonTag[];
  steps: JsonStep[];
}

export interface JsonTag {
  name: string;
  line?: number;
}

export interface JsonStep {
  keyword?: string;
  name?: string;
  hidden?: boolean;
  arguments?: { rows?: { cells: string[] }[]; content?: string }[];
  result: { status: string; duration?: number; error_message?: string };
  embeddings?: JsonEmbedding[];
}

export interface JsonEmbedding {
  /** Base64. */
  data: string;
  mime_type: string;
  name?: string;
}
