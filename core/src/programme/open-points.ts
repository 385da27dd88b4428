import type { Parameters } from '../base/index.ts';
import type { ProgrammeReason } from './edit.ts';
import {
  type Ledger,
  type LedgerDuty,
  type LedgerItem,
  type LedgerMeasure,
  leadsOf,
  reportingUnitOf,
  unitsOf,
} from './ledger.ts';

/** 待补事项: something that must be complete before the ledger is confirmed, and where it is missing. */
export interface OpenPoint extends ProgrammeReason {
  readonly on: 'programme' | 'item' | 'measure' | 'duty';
  readonly id: string;
}

/** Everything that stands in the way of confirmation, in the order of the document. Empty: it can be confirmed. */
export function openPoints(ledger: Ledger): OpenPoint[] {
  return [...ofProgramme(ledger), ...ledger.items.flatMap((item) => ofItem(item, ledger))];
}

function ofProgramme(ledger: Ledger): OpenPoint[] {
  const { title, coordinator, procedure, items } = ledger;
  const point = (code: OpenPoint['code']): OpenPoint => ({
    code,
    parameters: { title },
    on: 'programme',
    id: '',
  });
  return [
    ...(items.length === 0 ? [point('programme/no-items')] : []),
    ...(coordinator ? [] : [point('programme/no-coordinator')]),
    ...(procedure ? [] : [point('programme/no-procedure')]),
  ];
}

function ofItem(item: LedgerItem, ledger: Ledger): OpenPoint[] {
  const none: OpenPoint = {
    ...{ code: 'programme/item-without-measures', parameters: { no: item.no, title: item.title } },
    ...{ on: 'item', id: item.id },
  };
  return [
    ...(item.measures.length === 0 ? [none] : []),
    ...item.duties.flatMap((duty) => ofDuty(duty, item, ledger)),
    ...item.measures.flatMap((measure) => ofMeasure(measure, item, ledger)),
  ];
}

function ofDuty(duty: LedgerDuty, item: LedgerItem, { coordinator }: Ledger): OpenPoint[] {
  const { id, name, unit, group } = duty;
  // A question that nobody was given is the coordinating unit's.
  const owner = (group?.owner ?? coordinator)?.name ?? '—';
  const parameters = { no: item.no, title: item.title, name, owner };
  if (group && group.members === null) return [{ code: 'programme/group-open', parameters, on: 'duty', id }];
  if (!unit && !group) return [{ code: 'programme/unit-unknown', parameters, on: 'duty', id }];
  return [];
}

function ofMeasure(measure: LedgerMeasure, item: LedgerItem, ledger: Ledger): OpenPoint[] {
  const { id, text, kind, standard, targets, deliverables, deadlines } = measure;
  const parameters: Parameters = { no: item.no, text };
  const point = (code: OpenPoint['code']): OpenPoint => ({ code, parameters, on: 'measure', id });
  const found: OpenPoint[] = [];
  const leads = leadsOf(item, id);
  // A group that is still open may turn out to hold the lead.
  const waits = item.duties.some(({ role, group }) => role === 'lead' && group?.members === null);
  if (leads.length === 0 && !waits) found.push(point('programme/no-lead'));
  const reporting = reportingUnitOf(item, measure);
  const units = item.duties.filter(({ measures }) => measures.includes(id)).flatMap(unitsOf);
  if (measure.reportingUnit && !units.some((unit) => unit.id === reporting?.id))
    found.push(point('programme/reporting-unit-without-duty'));
  // A document that is issued and a figure that is reached close themselves; everything else needs words for it.
  const closes =
    (kind === 'document' && deliverables.length > 0) || (kind === 'quantity' && targets.length > 0);
  if (!closes && standard === null) found.push(point('programme/no-standard'));
  if (deadlines.length === 0) found.push(point('programme/no-deadline'));
  if (!measure.rhythm && !ledger.rhythm) found.push(point('programme/no-rhythm'));
  return found;
}
