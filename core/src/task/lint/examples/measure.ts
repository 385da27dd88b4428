import { type LintExample, PARKING, plan, task } from './plan.ts';

const SEVERAL_YEARS = { title: '绵阳市城市更新行动方案（2027—2029年）' };

export const MEASURE_EXAMPLES: readonly LintExample[] = [
  {
    code: 'task/cannot-be-closed',
    why: {
      zh: '没有完成标准的任务年底只能报“持续推进”，既不能办结，也不能销号。',
      en: 'Without a standard the year ends in “continuing”; the task can be neither concluded nor closed out.',
    },
    wrong: plan(task('积极推进停车设施共享，加强停车秩序管理。')),
    right: plan(task('推动40个单位的停车场向社会开放。')),
  },
  {
    code: 'measure/no-standard',
    why: {
      zh: '建账时要给这些举措补上完成标准，知道有多少条，才知道工作量。',
      en: 'A standard has to be added to these when the ledger is opened; the count says how much work that is.',
    },
    wrong: plan(task('新增公共停车位3000个，加强停车秩序管理，推进停车设施共享。')),
    right: plan(task(PARKING)),
  },
  {
    code: 'measure/condition-undecided',
    why: {
      zh: '谁算“有条件”没有人认定，就人人可以说自己没有条件。',
      en: 'If nobody decides who meets the condition, everybody may say that they do not.',
    },
    wrong: plan(task('新增公共停车位3000个，支持有条件的小区开展立体停车场建设。')),
    right: plan(task('新增公共停车位3000个，支持市住房城乡建设局名单内的小区开展立体停车场建设。')),
  },
  {
    code: 'target/no-unit',
    why: { zh: '没有计量单位的数不能汇总。', en: 'A number without a unit cannot be added up.' },
    wrong: plan(task('新增公共停车位3000个，停车服务满意度达到90以上。')),
    right: plan(task('新增公共停车位3000个，停车服务满意度达到90%以上。')),
  },
  {
    code: 'target/no-subject',
    why: {
      zh: '不知道数的是什么，就没有口径，报上来的数不能比较。',
      en: 'Without knowing what is counted, figures of two units cannot be compared.',
    },
    wrong: plan(task('全年新增3000个以上。')),
    right: plan(task(PARKING)),
  },
  {
    code: 'target/no-limit',
    why: {
      zh: '没有期限的数不会落后，也不会完成。',
      en: 'A figure without a date is never late and never met.',
    },
    wrong: plan(task(PARKING), { title: '绵阳市城市更新重点任务', signature: '绵阳市人民政府' }),
    right: plan(task(PARKING)),
  },
  {
    code: 'target/vague',
    why: { zh: '一个是“一批”，一百个也是“一批”。', en: 'One is a batch, and so is a hundred.' },
    wrong: plan(task('新增公共停车位3000个，建成一批立体停车场。')),
    right: plan(task('新增公共停车位3000个，建成立体停车场6座。')),
  },
  {
    code: 'target/conflict',
    why: {
      zh: '两处数字不同，完成与否取决于引用哪一处。',
      en: 'Whether it is met then depends on which place is quoted.',
    },
    wrong: plan(
      `${task('新增公共停车位3000个。')}\n（四）缓解停车难。新增公共停车位5000个。\n牵头单位：市住房城乡建设局`,
    ),
    right: plan(
      `${task('新增公共停车位3000个。')}\n（四）缓解停车难。新增路内停车泊位5000个。\n牵头单位：市住房城乡建设局`,
    ),
  },
  {
    code: 'target/aspirational',
    why: {
      zh: '“力争”的目标多数地方不作扣分依据，应当事先说明。',
      en: 'Most places do not deduct points for goals that are striven for; that should be said beforehand.',
    },
    wrong: plan(task('力争新增公共停车位3000个。')),
    right: plan(task(PARKING)),
  },
  {
    code: 'deadline/before-issue',
    why: {
      zh: '多半是沿用上一年的文稿忘了改年份。',
      en: 'Most often last year’s draft with the old year left in it.',
    },
    wrong: plan(task('2026年6月底前新增公共停车位3000个。')),
    right: plan(task('2027年6月底前新增公共停车位3000个。')),
  },
  {
    code: 'deadline/outside-period',
    why: {
      zh: '年度文件里写后年的时限，本年考核时算不算没有依据。',
      en: 'A plan for one year with a date beyond it leaves open what is due this year.',
    },
    wrong: plan(task('2029年底前新增公共停车位3000个。')),
    right: plan(task('2027年底前新增公共停车位3000个。')),
  },
  {
    code: 'deadline/no-year',
    why: {
      zh: '三年方案里的“6月底前”有三个，各单位会按最晚的理解。',
      en: 'A plan for three years has three Junes, and everybody will read the last.',
    },
    wrong: plan(task('6月底前新增公共停车位3000个。'), SEVERAL_YEARS),
    right: plan(task('2028年6月底前新增公共停车位3000个。'), SEVERAL_YEARS),
  },
  {
    code: 'deadline/vague',
    why: { zh: '“尽快”没有到期的一天，不会亮灯。', en: '“Soon” never falls due, so no light ever turns on.' },
    wrong: plan(task('新增公共停车位3000个，尽快开工建设市民中心停车场。')),
    right: plan(task('新增公共停车位3000个，3月底前开工建设市民中心停车场。')),
  },
  {
    code: 'deliverable/no-deadline',
    why: {
      zh: '多年方案中的配套文件不写时间，往往最后一年才出，前面的工作没有依据。',
      en: 'In a plan for several years a supporting document without a date comes last, when it is needed first.',
    },
    wrong: plan(task('印发《绵阳市公共停车管理办法》。'), SEVERAL_YEARS),
    right: plan(task('2027年9月底前印发《绵阳市公共停车管理办法》。'), SEVERAL_YEARS),
  },
];

export const TEXT_EXAMPLES: readonly LintExample[] = [
  {
    code: 'citation/without-marks',
    why: {
      zh: '引用公文应当先引标题、后引发文字号；没有书名号，读的人和程序都不知道题目到哪里为止。',
      en: 'A cited document is named by title, then number; without marks neither reader nor program knows where the title ends.',
    },
    source: 'GB/T 15834—2011 标点符号用法，4.15 书名号',
    wrong: plan(task('新增公共停车位3000个，落实全国停车设施发展指导意见要求。')),
    right: plan(task('新增公共停车位3000个，落实《全国停车设施发展指导意见》要求。')),
  },
  {
    code: 'citation/from-future',
    why: { zh: '不可能依据还没有印发的文件。', en: 'A document cannot rest on one that does not exist yet.' },
    wrong: plan(task('按照《停车设施建设导则》（绵府发〔2029〕3号）新增公共停车位3000个。')),
    right: plan(task('按照《停车设施建设导则》（绵府发〔2026〕3号）新增公共停车位3000个。')),
  },
  {
    code: 'citation/unclosed',
    why: {
      zh: '书名号缺一半，文件名和任务内容会连在一起。',
      en: 'With half of the marks gone, title and task run into each other.',
    },
    source: 'GB/T 15834—2011 标点符号用法，4.15 书名号',
    wrong: plan(task('新增公共停车位3000个，出台《绵阳市公共停车管理办法。')),
    right: plan(task('新增公共停车位3000个，出台《绵阳市公共停车管理办法》。')),
  },
  {
    code: 'text/no-punctuation',
    why: {
      zh: '没有标点就不能断句，猜出来的任务比没有更糟。',
      en: 'Without marks there are no sentences, and guessed tasks are worse than none.',
    },
    wrong: `绵阳市城市更新重点任务\n${'完善城市功能增加停车供给新增公共停车位建成充电桩改造供水管网修缮老旧小区'.repeat(8)}\n`,
    right: plan(task(PARKING)),
  },
  {
    code: 'text/unread',
    why: {
      zh: '没有编入举措的段落不会交办，需要有人看一眼是背景还是遗漏。',
      en: 'What is in no measure is not dispatched; a person should see whether it is background or was missed.',
    },
    wrong: plan(task('新增公共停车位3000个。\n近年来，我市机动车保有量已达90万辆。')),
    right: plan(task(PARKING)),
  },
  {
    code: 'text/doubled-mark',
    why: { zh: '改稿留下的痕迹。', en: 'A trace of editing.' },
    source: 'GB/T 15834—2011 标点符号用法',
    wrong: plan(task('新增公共停车位3000个，，建成充电桩500个。')),
    right: plan(task('新增公共停车位3000个，建成充电桩500个。')),
  },
];
