import type { Parameters } from './diagnostic.ts';

/**
 * 拒绝: an act or a file that is turned down, with a stable code and the parameters of its sentence.
 * The sentence stands in the message catalogues; the core and the readers know codes only.
 */
export class Refusal<Code extends string = string> extends Error {
  readonly code: Code;
  readonly parameters: Parameters;

  constructor(code: Code, parameters: Parameters = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.parameters = parameters;
  }
}
