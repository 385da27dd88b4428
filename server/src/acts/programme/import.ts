import type { UnitRef } from '@luodi/core/programme';
import { draftProgramme } from '@luodi/core/programme';
import { standingUnitOf } from '@luodi/core/unit';
import { keepFile } from '../../files/kept.ts';
import type { Who } from '../../scope/who.ts';
import { uuidFrom } from '../../store/identifier.ts';
import { insertProgramme } from '../../store/programme/save.ts';
import { sm3Of } from '../../store/row.ts';
import { type ProgrammeView, viewOf } from '../../views/programme/programme.ts';
import { type Answered, perform } from '../act.ts';
import type { Asking, Ground } from '../context.ts';
import { compiledDocument, type Document } from './compiled.ts';
import { requireRole } from './right.ts';

/**
 * 建账: a document becomes a programme in draft. The unit of who asks owns and coordinates it. The same request with the
 * same Idempotency-Key opens the same programme.
 * @param title instead of that of the document
 * @throws {Refusal} `file/…`, `programme/not-a-plan`, `scope/not-your-role`
 */
export async function importDocument(
  ground: Ground,
  asking: Asking & { readonly who: Who },
  document: Document,
  title?: string,
): Promise<Answered<ProgrammeView>> {
  const { who, once } = asking;
  requireRole(who, 'coordinator');
  const { compiled, ledger } = await compiledDocument(document, ground.directory);
  const file = sm3Of(document.bytes);
  const id = once ? uuidFrom(`programme ${who.person} ${once.key}`) : ground.newId();
  await keepFile(ground.files, file, document.bytes, ground.newId());
  const name = {
    ...{ programme: id, act: 'programme/import', opens: true },
    subject: { kind: 'programme', id },
  };
  return perform(ground, asking, name, async (held) => {
    const coordinator = await ownUnit(ground, who);
    const { source, meta } = compiled;
    const { docNumber, issuer, issuedOn, period } = ledger.document;
    const proposed = { ...ledger, title: title ?? ledger.title, coordinator };
    const row = await insertProgramme(
      held,
      {
        programme: draftProgramme(id, proposed),
        owner: who.unit,
        document: {
          ...{ id: ground.newId(), name: source.name, media: source.format, bytes: document.bytes.length },
          ...{ file_sm3: file, sm3: source.sm3, text: source.text },
          meta: JSON.stringify({ docNumber, issuer, issuedOn, period }),
          compiled: JSON.stringify(compiled),
        },
      },
      held.at,
    );
    return {
      answer: viewOf({ row, ledger: proposed }),
      facts: { file, text: source.sm3, genre: meta.genre, owner: who.unit, items: ledger.items.length },
      units: [who.unit],
    };
  });
}

/** The unit of who asks, with its name. */
async function ownUnit({ directory }: Ground, { unit }: Who): Promise<UnitRef> {
  return { id: unit, name: standingUnitOf(directory, unit)?.names.at(-1)?.name ?? unit };
}
