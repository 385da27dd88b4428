import { type LintExample, PARKING, plan, SOUND, task } from './plan.ts';

const THREE = task(PARKING);

export const DOCUMENT_EXAMPLES: readonly LintExample[] = [
  {
    code: 'document/no-issuer',
    why: {
      zh: '“财政局”在不同发文机关的文件里是不同的单位，不知道发文机关就不能交办。',
      en: 'A finance bureau is another unit in each place; without the issuer nothing can be dispatched.',
    },
    source: 'GB/T 9704—2012，7.2.4 发文机关标志',
    wrong: plan(THREE, { title: '2027年城市更新重点任务', signature: '2027年1月15日' }),
    right: plan(THREE),
  },
  {
    code: 'document/no-period',
    why: {
      zh: '没有写时限的举措按文件期限的最后一天推定；文件没有期限，时限就是空的。',
      en: 'A measure without a date is due on the last day of the period; without a period it is never due.',
    },
    wrong: plan(THREE, { title: '绵阳市城市更新重点任务', signature: '绵阳市人民政府' }),
    right: plan(THREE),
  },
  {
    code: 'document/period-inferred',
    why: {
      zh: '年末印发的文件往往管的是下一年，按成文日期推定会差一年。',
      en: 'A plan issued in December is often for the next year; the date of issue is then a year off.',
    },
    wrong: plan(task('6月底前新增公共停车位3000个。'), { title: '绵阳市城市更新重点任务' }),
    right: plan(task('6月底前新增公共停车位3000个。')),
  },
  {
    code: 'document/count-mismatch',
    why: {
      zh: '说的数和列的数不一致，不是漏了任务就是改稿时忘了改数，督查时两个数都会有人引用。',
      en: 'Either a task was lost or the number was not updated, and both numbers will be quoted.',
    },
    wrong: plan(THREE, { opening: '为做好全年工作，确定了4项重点任务。' }),
    right: plan(THREE, { opening: '为做好全年工作，确定了3项重点任务。' }),
  },
  {
    code: 'heading/empty',
    why: { zh: '多半是正文在合稿时丢了。', en: 'Most often the text was lost when drafts were merged.' },
    wrong: plan(
      `${THREE}\n二、改善居住条件\n三、加强历史保护\n（四）修缮历史建筑。修缮历史建筑5处。\n牵头单位：市文化广电旅游局`,
    ),
    right: plan(
      `${THREE}\n二、加强历史保护\n（四）修缮历史建筑。修缮历史建筑5处。\n牵头单位：市文化广电旅游局`,
    ),
  },
  {
    code: 'heading/out-of-order',
    why: {
      zh: '任务按编号引用，编号跳了或重了，交办单和报表会指错任务。',
      en: 'Tasks are quoted by number; a gap or a repeated number sends people to the wrong one.',
    },
    source: 'GB/T 9704—2012，7.3.3 正文（结构层次序数）',
    wrong: plan(THREE.replace('（三）', '（四）')),
    right: plan(THREE),
  },
  {
    code: 'heading/count-mismatch',
    why: {
      zh: '标题里的项数会直接写进通报。',
      en: 'The number in a heading is copied into bulletins.',
    },
    wrong: plan(THREE, { heading: '一、完善城市功能（4项）' }),
    right: plan(THREE, { heading: '一、完善城市功能（3项）' }),
  },
  {
    code: 'task/empty',
    why: { zh: '没有内容的任务没有办法交办。', en: 'A task without content cannot be dispatched.' },
    wrong: plan(`（一）增加停车供给。\n牵头单位：市公安局\n${SOUND}`),
    right: plan(THREE),
  },
  {
    code: 'task/no-measure',
    why: {
      zh: '台账跟踪的是举措；只有背景和意义、没有举措的任务，台账里是空行。',
      en: 'The ledger follows measures; a task of background only is an empty line in it.',
    },
    wrong: plan(task('近年来，我市机动车保有量已达90万辆。')),
    right: plan(THREE),
  },
  {
    code: 'task/repeated',
    why: {
      zh: '同一件事交办两次，会报两次数、算两次账。',
      en: 'What is dispatched twice is reported twice and counted twice.',
    },
    wrong: plan(
      `${THREE}\n（四）扩大绿地。建成口袋公园12个，改造城市绿道30公里。\n牵头单位：市自然资源局\n（五）延伸绿地。建成口袋公园12个，改造城市绿道30公里。\n牵头单位：市自然资源局`,
    ),
    right: plan(`${THREE}\n（四）扩大绿地。建成口袋公园12个，改造城市绿道30公里。\n牵头单位：市自然资源局`),
  },
  {
    code: 'task/overlong',
    why: {
      zh: '一个牵头单位对二十多条举措负责，哪一条落后看不出来。',
      en: 'With one unit answering for more than twenty measures nobody sees which one is late.',
    },
    wrong: plan(
      task(
        [
          '新建停车场3座',
          '改造停车场5座',
          '新增停车位900个',
          '建成充电桩200个',
          '更换路灯800盏',
          '新建公厕10座',
          '改造公厕12座',
          '新建公园4个',
          '改造公园6个',
          '新建绿道20公里',
          '改造绿道15公里',
          '新建过街天桥2座',
          '改造路口30个',
          '新建公交站40个',
          '改造公交站25个',
          '新建垃圾中转站3座',
          '改造市场8个',
          '新建幼儿园5所',
          '改造小学9所',
          '新建卫生站7个',
          '改造卫生院6所',
          '新建文化站4个',
          '改造体育馆2座',
        ]
          .map((words) => `${words}。`)
          .join(''),
      ),
    ),
    right: plan(THREE),
  },
];
