import { type LintExample, PARKING, plan, SOUND, task } from './plan.ts';

const RULE = '国务院办公厅的分工文件通常在第一处写明：列第一位者为牵头单位，下同';

export const DUTY_EXAMPLES: readonly LintExample[] = [
  {
    code: 'document/no-units',
    why: {
      zh: '没有责任单位的任务只能再发一份分工文件，多走一道程序。',
      en: 'Without units a second document has to be issued just to assign the work.',
    },
    wrong: plan(
      '（一）增加停车供给。新增公共停车位3000个。\n（二）修缮老旧管网。改造供水管网80公里。\n（三）增添绿地。建成口袋公园12个。',
    ),
    right: plan(task(PARKING)),
  },
  {
    code: 'document/no-ordering-rule',
    why: {
      zh: '没有写明谁牵头，只能按惯例推定；出了问题，第一家可以说自己只是参加。',
      en: 'Custom says that the first unit leads; written down nowhere, the first unit may deny it.',
    },
    source: RULE,
    wrong: plan(
      '（一）增加停车供给。新增公共停车位3000个。（市公安局、市财政局负责）\n（二）修缮老旧管网。改造供水管网80公里。（市住房城乡建设局、市水利局负责）',
    ),
    right: plan(
      '（一）增加停车供给。新增公共停车位3000个。（市公安局、市财政局负责，列第一位者为牵头单位，下同）\n（二）修缮老旧管网。改造供水管网80公里。（市住房城乡建设局、市水利局负责）',
    ),
  },
  {
    code: 'document/several-leads',
    why: {
      zh: '几家都牵头，报送和汇总没有人对总数负责。',
      en: 'When several lead, nobody answers for the total.',
    },
    source: '地方分工文件常写：列第一位者为牵头单位或汇总单位，下同',
    wrong: plan(task(PARKING, '牵头单位：市公安局、市住房城乡建设局\n责任单位：市财政局')),
    right: plan(task(PARKING)),
  },
  {
    code: 'document/mixed-labels',
    why: {
      zh: '“牵头单位”和“牵头部门”混用，汇总表会多出一列，也会有人问两者有什么区别。',
      en: 'Two labels for one duty become two columns, and someone will ask what the difference is.',
    },
    wrong: plan(task(PARKING, '牵头部门：市公安局\n责任单位：市财政局')),
    right: plan(task(PARKING)),
  },
  {
    code: 'document/far-blanket',
    why: {
      zh: '任务会被单独摘出来交办，离得远的一句话不会跟着走。',
      en: 'Tasks are dispatched one by one; a sentence that stands far away does not travel with them.',
    },
    wrong: plan(
      [
        '（一）增加停车供给。新增公共停车位3000个。',
        '（二）修缮老旧管网。改造供水管网80公里。',
        '（三）增添绿地。建成口袋公园12个。',
        '（四）修缮学校。改造中小学校15所。',
        '（五）修缮医院。改造乡镇卫生院9所。',
        '（六）修缮市场。改造农贸市场8个。',
        '（七）修缮道路。改造背街小巷40条。',
        '（八）修缮桥梁。加固城市桥梁6座。',
        '（九）更换路灯。更换节能路灯2000盏。',
      ]
        .map((words) => `${words}\n牵头单位：市住房城乡建设局`)
        .join('\n'),
      { opening: '以下任务均需各县（市、区）人民政府落实，不再列出。' },
    ),
    right: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市财政局，各县（市、区）人民政府')),
  },
  {
    code: 'task/no-units',
    why: {
      zh: '没有责任单位的任务不能交办，也没有人填报。',
      en: 'A task without a unit cannot be dispatched, and nobody reports on it.',
    },
    wrong: plan(task(PARKING, '')),
    right: plan(task(PARKING)),
  },
  {
    code: 'task/no-lead',
    why: {
      zh: '只有配合单位没有牵头单位，谁也不会先动。',
      en: 'With nobody to begin, those who only take part will wait.',
    },
    wrong: plan(task(PARKING, '配合单位：市公安局、市财政局')),
    right: plan(task(PARKING)),
  },
  {
    code: 'task/lead-undetermined',
    why: {
      zh: '“有关部门”“有关县（市、区）”没有收件人，交办单发不出去。',
      en: 'Departments concerned have no address: the dispatch slip cannot be sent.',
    },
    wrong: plan(task(PARKING, '牵头单位：有关县（市、区）人民政府\n责任单位：市财政局')),
    right: plan(task(PARKING)),
  },
  {
    code: 'task/lead-generic',
    why: {
      zh: '职能称谓在机构改革后可能对应两家单位，也可能一家也没有。',
      en: 'After a reorganisation a function may belong to two units, or to none.',
    },
    wrong: plan(
      '（一）增加停车供给。新增公共停车位3000个。（交通运输部门负责）\n（二）修缮老旧管网。改造供水管网80公里。（市住房城乡建设局负责）',
    ),
    right: plan(
      '（一）增加停车供给。新增公共停车位3000个。（市交通运输局负责）\n（二）修缮老旧管网。改造供水管网80公里。（市住房城乡建设局负责）',
    ),
  },
  {
    code: 'task/lead-is-everyone',
    why: {
      zh: '各县（市、区）各管各的，全市的数没有单位汇总、没有单位核对。',
      en: 'Each locality answers for itself; nobody adds up and checks the total.',
    },
    wrong: plan(task(PARKING, '牵头单位：各县（市、区）人民政府\n责任单位：市财政局')),
    right: plan(task(PARKING)),
  },
  {
    code: 'task/open-list',
    why: {
      zh: '“等有关部门”里的单位不知道自己有任务，督查时也问不到。',
      en: 'A unit inside “and others” does not know that it has a task, and cannot be asked about it.',
    },
    wrong: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市财政局、市城管执法局等市级有关部门')),
    right: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市财政局、市城管执法局')),
  },
];

export const UNIT_EXAMPLES: readonly LintExample[] = [
  {
    code: 'document/units-unknown',
    why: {
      zh: '目录没有收录这个地方，逐一报“没有这个单位”只会是噪声。',
      en: 'Where the directory does not cover a place, a finding for each unit would be noise.',
    },
    wrong: plan(
      '（一）增加停车供给。新增公共停车位3000个。\n牵头单位：市停车泊位调度署\n责任单位：市夜间经济促进署\n（二）修缮老旧管网。改造供水管网80公里。\n牵头单位：市管网更新调度署\n责任单位：市地下空间利用署、市街巷整治署',
    ),
    right: plan(task(PARKING)),
  },
  {
    code: 'unit/unknown',
    why: {
      zh: '名称对不上的单位收不到交办单。',
      en: 'A unit whose name fits nothing does not get its slip.',
    },
    wrong: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市财政局、市停车泊位调度署')),
    right: plan(task(PARKING)),
  },
  {
    code: 'unit/misspelt',
    why: {
      zh: '一个字之差，多半是录入错误；简称也要用规范的。',
      en: 'One character off is most often a slip of the keyboard.',
    },
    wrong: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市财证局')),
    right: plan(task(PARKING)),
  },
  {
    code: 'unit/renamed',
    why: {
      zh: '用旧名交办，新单位可以说没有收到；统计时同一家会分成两行。',
      en: 'Under its old name a unit may say it got nothing, and it becomes two rows in every table.',
    },
    source: '《党政机关公文处理工作条例》第十九条（公文起草应当表述准确）；历次机构改革方案',
    wrong: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市国土资源局')),
    right: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市自然资源局')),
  },
  {
    code: 'unit/ambiguous',
    why: {
      zh: '同名的单位有几家，交办时得有人去问，不如写全称。',
      en: 'When several units share a name someone has to ask which one; the full name saves that.',
    },
    wrong: plan(task(PARKING, '牵头单位：市公安局\n责任单位：城关区人民政府'), {
      title: '2027年城市更新重点任务',
      signature: '2027年1月15日',
    }),
    right: plan(task(PARKING)),
  },
  {
    code: 'unit/not-commanded',
    why: {
      zh: '中央驻地单位、上级单位和银行不归本级管理，本级文件不能给它派任务，只能商请。',
      en: 'Agencies of the centre, higher bodies and banks cannot be ordered by this document, only asked.',
    },
    source: '《党政机关公文处理工作条例》第十四条（行文关系根据隶属关系和职权范围确定）',
    wrong: plan(task(PARKING, '牵头单位：市税务局\n责任单位：市财政局')),
    right: plan(task(PARKING, '牵头单位：市财政局\n责任单位：市税务局')),
  },
  {
    code: 'unit/two-roles',
    why: {
      zh: '同一家既牵头又配合，考核时按哪个权重算说不清。',
      en: 'A unit that leads and takes part is weighted two ways when scores are counted.',
    },
    wrong: plan(task(PARKING, '牵头单位：市公安局\n责任单位：市财政局、市公安局')),
    right: plan(task(PARKING)),
  },
  {
    code: 'unit/twice',
    why: { zh: '合并名单时留下的重复。', en: 'Left over when lists were merged.' },
    wrong: plan(
      `（一）增加停车供给。新增公共停车位3000个。\n牵头单位：市公安局\n责任单位：市财政局、市水利局、市财政局\n${SOUND}`,
    ),
    right: plan(task(PARKING)),
  },
];
