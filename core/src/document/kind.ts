import type { Reading } from '../base/index.ts';
import type { Outline, Section } from './outline.ts';
import { genreIn } from './title.ts';
import { workSectionsOf } from './work-sections.ts';

/** What a document is: a work plan or something else, and the name of its kind where it was recognised. */
export interface Kind {
  readonly kind: 'plan' | 'other';
  readonly genre: string | null;
}

const INTERVIEW = /^.{0,40}(问答实录|答记者问|新闻发布会|访谈|采访|发布会)/;
const SPEAKER = /^[一-龥（）·]{2,14}：/;
const ARTICLES = 5;
const PERSONNEL = /任免|任命|免去|免职|任职的?通知/;
/** 现将有关内容解读如下 and 解读单位：… stand only in explanations of a document. */
const EXPLAINS =
  /现(?:将|就|对)[^。；\n]{0,40}解读(?:如下|：)|(?:^|\n)\s*(?:政策)?解读(?:单位|机构|人|部门)\s*(?:及[^：\n]{1,12})?(?:：|\n)/;
/** Chapters of an explanation: why the document was made, never what is to be done. */
const MADE_WHY = /^(?:政策|文件|方案)?(?:出台|起草|制定|编制)(?:的)?(?:背景|依据|过程|目的)/;
const NEWS = /(?:本报讯|新华社.{0,12}电|记者)/;
/** Words that only tables and label lines of a plan have: its work may stand in a table alone. */
const COLUMNS = /牵头单位|责任单位|责任部门|牵头部门|责任科室|完成时限|指导部门/;

/**
 * 文种判断: whether a document plans work. Regulations (第X条), interviews, news, explanations, replies, appointments
 * and bulletins are 'other'; a loosely worded plan stays a plan.
 */
export function kindOf(reading: Reading, outline: Outline): Kind {
  const { text } = reading;
  const title = outline.title ? text.slice(outline.title[0], outline.title[1]).replace(/\s/g, '') : '';
  const annexTitle = outline.annexes[0]?.title;
  const named =
    genreIn(title) ??
    (annexTitle ? genreIn(text.slice(annexTitle[0], annexTitle[1]).replace(/\s/g, '')) : null);
  const regulation =
    articlesIn(outline.sections) +
    outline.annexes.reduce((sum, { sections }) => sum + articlesIn(sections), 0);
  if (regulation >= ARTICLES)
    return { kind: 'other', genre: named?.kind === 'other' ? named.genre : '管理办法' };
  const interview = INTERVIEW.exec(title);
  if (interview || speakersIn(text, outline) >= 4)
    return { kind: 'other', genre: interview?.[1] ?? '问答实录' };
  if (named?.kind === 'other') return named;
  if (!named && explains(text, outline)) return { kind: 'other', genre: '解读' };
  if (PERSONNEL.test(title)) return { kind: 'other', genre: '任免' };
  const loose = !named || named.genre === '通知';
  if (!loose || workSectionsOf(outline, text).length > 0 || COLUMNS.test(text))
    return { kind: 'plan', genre: named?.genre ?? null };
  return { kind: 'other', genre: named?.genre ?? (NEWS.test(text.slice(0, 600)) ? '新闻' : null) };
}

function explains(text: string, { sections }: Outline): boolean {
  if (sections.some(({ title: [start, end] }) => MADE_WHY.test(text.slice(start, end)))) return true;
  return EXPLAINS.test(text.slice(0, 600)) || EXPLAINS.test(text.slice(-400));
}

function articlesIn(sections: readonly Section[]): number {
  let count = 0;
  for (const section of sections)
    count += (section.style === 'article' ? 1 : 0) + articlesIn(section.children);
  return count;
}

/** Paragraphs that begin with a speaker (记者：, 某某：). */
function speakersIn(text: string, outline: Outline): number {
  const speakers = (spans: readonly (readonly [number, number])[]) =>
    spans.filter(
      ([start]) =>
        SPEAKER.test(text.slice(start, start + 16)) &&
        !/单位|部门|时限|联系|电话|标题|附件/.test(text.slice(start, start + 8)),
    ).length;
  let count = speakers(outline.preamble);
  for (const section of outline.sections) count += speakers(section.paragraphs);
  return outline.sections.length > 0 && count < 8 ? 0 : count;
}
