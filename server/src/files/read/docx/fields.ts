/** The fields that are open at one place of the text. */
export interface Fields {
  /** `begin`, `separate`, `end` */
  readonly mark: (type: string | undefined) => void;
  /** Characters of the innermost instruction. */
  readonly instruct: (characters: string) => void;
  /** Text here is shown: it is no instruction, and not in a table of contents. */
  readonly areShown: () => boolean;
  readonly inContents: () => boolean;
  /** An instruction does not run over a paragraph's end; one without its end would swallow the document. */
  readonly endOfParagraph: () => void;
}

/**
 * Results of fields are read, instructions are not. A table of contents repeats the headings with page numbers and
 * is left out unless `keepContents`.
 */
export function newFields(keepContents: boolean): Fields {
  let open: { instruction: string; result: boolean; contents: boolean }[] = [];
  return {
    mark: (type) => {
      const last = open.at(-1);
      if (type === 'begin') open.push({ instruction: '', result: false, contents: false });
      else if (type === 'end') open.pop();
      else if (type === 'separate' && last) {
        last.result = true;
        last.contents = !keepContents && /^\s*TOC\b/i.test(last.instruction);
      }
    },
    instruct: (characters) => {
      const last = open.at(-1);
      if (last && !last.result) last.instruction += characters;
    },
    areShown: () => open.every(({ result, contents }) => result && !contents),
    inContents: () => open.some(({ contents }) => contents),
    endOfParagraph: () => {
      if (open.some(({ result }) => !result)) open = open.filter(({ result }) => result);
    },
  };
}
