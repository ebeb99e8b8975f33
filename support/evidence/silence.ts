import type { Failure } from '../contract/failure';
import { Evidence } from './evidence';

/** Of what is judged by itself nothing is kept: so many events would fill any report. */
export class Silence extends Evidence {
  /** @param told takes what breaks the contract, whatever else comes of it */
  constructor(private readonly told: (failure: Failure) => void = () => undefined) {
    super();
  }

  override broke(failure: Failure): void {
    this.told(failure);
  }

  override answer(): void {}
  override event(): void {}
  override message(): void {}
  override note(): void {}
}
