import type { Figure } from './figure.ts';

/* Bounds that do not stand beside their figure but hold for it: in a row, and before what a share is of. */

/** 分别不低于15%和10%: the bound before the first holds for all. */
export function likeFirst(figure: Figure, first: Figure): Figure {
  if (figure.comparator !== 'eq' || figure.value === null || first.boundAfter) return figure;
  if (first.comparator === 'gte') return { ...figure, comparator: 'gte', value: null, min: figure.value };
  if (first.comparator === 'lte') return { ...figure, comparator: 'lte', value: null, max: figure.value };
  return figure;
}

/** 分别增长5%、6%以上: the unit and the bound after the last hold for all. */
export function likeLast(figure: Figure, last: Figure): Figure {
  const unit =
    figure.unit === null || (last.unit?.startsWith(figure.unit) ?? false) ? last.unit : figure.unit;
  const bare = figure.comparator === 'eq' && figure.value !== null;
  if (bare && last.boundAfter && last.comparator === 'gte')
    return { ...figure, unit, comparator: 'gte', value: null, min: figure.value };
  if (bare && last.boundAfter && last.comparator === 'lte')
    return { ...figure, unit, comparator: 'lte', value: null, max: figure.value };
  if (bare && last.boundAfter && last.comparator === 'approx')
    return { ...figure, unit, comparator: 'approx' };
  return { ...figure, unit };
}

/** 不低于当地标准的1.6倍: the bound stands before what the share is of. */
export function relative(figure: Figure, before: string): Figure {
  if (figure.comparator !== 'eq' || figure.form === 'coverage') return figure;
  // 至少建成1个
  if (/(?:至少|最少|起码)[^，。；、\d]{1,6}$/.test(before))
    return { ...figure, comparator: 'gte', value: null, min: figure.value };
  if (figure.unitKind !== 'share' || !before.endsWith('的')) return figure;
  if (/(?:不低于|不少于|高于|超过|达到)[^，。；]{1,24}$/.test(before))
    return /达到[^，。；]{1,24}$/.test(before)
      ? figure
      : { ...figure, comparator: 'gte', value: null, min: figure.value };
  if (/(?:不超过|不高于|低于|控制在)[^，。；]{1,24}$/.test(before))
    return { ...figure, comparator: 'lte', value: null, max: figure.value };
  return figure;
}
