/** Columns grow by so many entries at a time, so that nothing is ever copied. */
const CHUNK_BITS = 12;
const CHUNK = 2 ** CHUNK_BITS;

type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** Numbers by position, outside the heap, where they cost the garbage collector nothing. */
export class Column {
  private readonly chunks: Numbers[] = [];

  constructor(private readonly Kind: new (length: number) => Numbers) {}

  /** 0 where nothing has been set. */
  get(position: number): number {
    return this.chunks[position >>> CHUNK_BITS]?.[position % CHUNK] ?? 0;
  }

  set(position: number, value: number): void {
    const chunk = (this.chunks[position >>> CHUNK_BITS] ??= new this.Kind(CHUNK));
    chunk[position % CHUNK] = value;
  }
}
