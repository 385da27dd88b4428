/** Radicals of the supplement that stand for whole characters; Unicode gives them no decomposition. */
const SUPPLEMENT =
  '⺁厂⺇几⺌小⺎兀⺏尣⺒巳⺓幺⺛旡⺝月⺟母⺠民⺱罒⺸羊⺼月⻁虎⻃覀⻄西⻅见⻆角⻉贝⻋车⻐钅⻑長⻒镸⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻭齿⻮齿⻯龙⻰龙⻳龟';

const folded = new Map<string, string>();
for (let at = 0; at + 1 < SUPPLEMENT.length; at += 2) {
  folded.set(SUPPLEMENT.charAt(at), SUPPLEMENT.charAt(at + 1));
}

/**
 * Characters instead of the radicals that look like them: ⼯作 (U+2F2F) → 工作. Fonts in PDF and OFD files often
 * map a glyph to the radical, and no reader of the text would find the word.
 */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (radical) => folded.get(radical) ?? radical.normalize('NFKC'));
}
