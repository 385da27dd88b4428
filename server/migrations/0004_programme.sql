-- Programmes: the document, the ledger that was opened from it, and how it changed. programme_id stands first in every
-- key, so that all of a programme lies on one node.

create table programme (
  programme_id uuid primary key references journal_head,
  title text not null,
  state text not null,
  owner_id text not null references unit,
  coordinator_id text references unit,
  coordinator_name text,
  document_id uuid not null,
  rhythm jsonb,
  procedure jsonb,
  next_no integer not null,
  baseline integer not null,
  version integer not null,
  created_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  dispatched_at timestamptz(3),
  constraint programme_state check (state in ('draft', 'confirmed'))
);
comment on table programme is '计划: a document that is being carried out';
comment on column programme.state is 'draft until it is confirmed';
comment on column programme.owner_id is 'the unit that opened it; it coordinates until another is named';
comment on column programme.coordinator_id is '统筹单位';
comment on column programme.coordinator_name is 'what it is called in this programme';
comment on column programme.document_id is 'the document that the ledger was opened from';
comment on column programme.rhythm is '填报频次 for every measure without one of its own';
comment on column programme.procedure is '程序规则: the clocks that run, with their source';
comment on column programme.next_no is 'number for the next measure or duty that a person adds';
comment on column programme.baseline is 'number of the baseline in force; 0 for none';
comment on column programme.version is '1 at first, one more with every edit and every baseline, for If-Match';

create index programme_coordinator on programme (coordinator_id, programme_id);
create index programme_owner on programme (owner_id, programme_id);

create table document (
  programme_id uuid not null references programme,
  id uuid not null,
  name text not null,
  media text not null,
  bytes integer not null,
  file_sm3 text not null,
  sm3 text not null,
  text text not null,
  meta jsonb not null,
  compiled text not null,
  added_at timestamptz(3) not null,
  primary key (programme_id, id)
);
comment on table document is '公文: a document as it was read and compiled';
comment on column document.name is 'file name';
comment on column document.media is 'kind of the file: docx, pdf, ofd, html, txt, md';
comment on column document.bytes is 'size of the file';
comment on column document.file_sm3 is 'SM3 of the file; it is kept under this name';
comment on column document.sm3 is 'SM3 of the text';
comment on column document.text is 'the immutable source text that all spans point into';
comment on column document.meta is '文件要素: number, issuer, day of issue, period';
comment on column document.compiled is 'what the compiler made of it (luodi/compiled), as JSON';

create table item (
  programme_id uuid not null references programme,
  id text not null,
  position integer not null,
  no integer not null,
  path jsonb not null,
  title text not null,
  origin jsonb not null,
  primary key (programme_id, id)
);
comment on table item is '台账事项: an item of the document';
comment on column item.position is 'order in the ledger';
comment on column item.no is 'number of the item in the document';
comment on column item.path is 'headings above it';
comment on column item.origin is 'where it stands in the document, and the characters there';

create table measure (
  programme_id uuid not null,
  id text not null,
  item_id text not null,
  position integer not null,
  text text not null,
  kind text not null,
  standard text,
  targets jsonb not null,
  deadlines jsonb not null,
  deliverables jsonb not null,
  reporting_unit jsonb,
  rhythm jsonb,
  origins jsonb not null,
  made_of jsonb not null,
  due_on date,
  removed boolean not null,
  primary key (programme_id, id),
  foreign key (programme_id, item_id) references item
);
comment on table measure is '台账举措: the tracked unit of work';
comment on column measure.position is 'order in its item';
comment on column measure.kind is 'document, quantity, event, standing';
comment on column measure.standard is '完成标准';
comment on column measure.reporting_unit is '填报单位; null for the first lead';
comment on column measure.origins is 'places in the document; none for a measure that a person added';
comment on column measure.made_of is 'measures that were split or merged into this one';
comment on column measure.due_on is 'the last of its deadlines, for lists and clocks; null for standing work';
comment on column measure.removed is 'no longer in the ledger; kept for the assignments that it once had';

create index measure_due on measure (programme_id, due_on, id);

create table duty (
  programme_id uuid not null,
  id text not null,
  item_id text not null,
  position integer not null,
  role text not null,
  rank integer not null,
  explicit boolean not null,
  name text not null,
  unit jsonb,
  "group" jsonb,
  measures jsonb not null,
  origin jsonb,
  primary key (programme_id, id),
  foreign key (programme_id, item_id) references item
);
comment on table duty is '台账责任: a unit or a group with its role';
comment on column duty.rank is 'order in the document; the first lead consolidates';
comment on column duty.explicit is 'the document names the role; otherwise it follows from the order';
comment on column duty.name is 'as the document writes it, spelt out';
comment on column duty.unit is 'the unit and its name; null for a group and for an unknown name';
comment on column duty."group" is '单位群: who is meant, or whose question that is';
comment on column duty.measures is 'the measures of the item that it is for';

create table goal (
  programme_id uuid not null references programme,
  id text not null,
  position integer not null,
  path jsonb not null,
  title text not null,
  text text not null,
  targets jsonb not null,
  deadlines jsonb not null,
  origin jsonb not null,
  primary key (programme_id, id)
);
comment on table goal is '总体目标: figures that the document sets itself outside its tasks';
comment on column goal.position is 'order in the ledger';
comment on column goal.title is 'title of the section in which it stands';

create table edit (
  programme_id uuid not null references programme,
  no integer not null,
  act text not null,
  change jsonb not null,
  differences jsonb not null,
  person text not null,
  post text not null,
  unit text not null,
  at timestamptz(3) not null,
  reason text not null,
  primary key (programme_id, no)
);
comment on table edit is '改账记录: one change of the draft each';
comment on column edit.no is 'version of the programme that it changed, from 1';
comment on column edit.change is 'the act with its parameters';
comment on column edit.differences is 'what it changed, field by field';

create table baseline (
  programme_id uuid not null references programme,
  no integer not null,
  ledger text not null,
  sm3 text not null,
  request_id uuid,
  person text not null,
  post text not null,
  unit text not null,
  at timestamptz(3) not null,
  reason text not null,
  primary key (programme_id, no)
);
comment on table baseline is '基线: the ledger as it was confirmed, and as each approved change left it';
comment on column baseline.ledger is 'canonical text of the whole ledger';
comment on column baseline.sm3 is 'SM3 of that text';
comment on column baseline.request_id is 'the change request that led to it; null for the first';

create table change_request (
  programme_id uuid not null references programme,
  id uuid not null,
  state text not null,
  changes jsonb not null,
  requested_person text not null,
  requested_post text not null,
  requested_unit text not null,
  requested_at timestamptz(3) not null,
  requested_reason text not null,
  decided_person text,
  decided_post text,
  decided_unit text,
  decided_at timestamptz(3),
  decided_reason text,
  version integer not null,
  primary key (programme_id, id),
  constraint change_request_state check (state in ('open', 'approved', 'refused', 'withdrawn'))
);
comment on table change_request is '变更申请: what somebody wants to change after confirmation';
comment on column change_request.changes is 'acts on the ledger, one after the other';
