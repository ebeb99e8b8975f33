/** The part of the reporter's interface that is used here; it brings no types of its own. */
declare module 'multiple-cucumber-html-reporter' {
  interface Options {
    jsonDir: string;
    reportPath: string;
    reportName: string;
    pageTitle: string;
    pageFooter: string;
    customStyle: string;
    customMetadata: boolean;
    metadata: { name: string; value: string }[];
    hideMetadata: boolean;
    customData: { title: string; data: { label: string; value: string }[] };
    displayDuration: boolean;
    disableLog: boolean;
    staticFilePath: boolean;
  }
  export function generate(options: Options): void;
}
