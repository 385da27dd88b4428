-- Assignments: what each unit was given, and what became of it.

create table slip (
  programme_id uuid not null references programme,
  no integer not null,
  unit_id text not null references unit,
  unit_name text not null,
  dispatched_at timestamptz(3) not null,
  primary key (programme_id, no)
);
comment on table slip is '交办单: what one unit was given at once';
comment on column slip.no is 'number of the slip in the programme';

create index slip_unit on slip (unit_id, programme_id);

create table assignment (
  programme_id uuid not null,
  id uuid not null,
  slip_no integer not null,
  item_id text not null,
  measure_id text not null,
  unit_id text not null references unit,
  unit_name text not null,
  region_code text,
  function_key text,
  role text not null,
  lead_id text not null references unit,
  lead_name text not null,
  coordinator_id text not null references unit,
  coordinator_name text not null,
  reports boolean not null,
  final boolean not null,
  state text not null,
  follows uuid,
  due_on date,
  changed_at timestamptz(3) not null,
  version integer not null,
  primary key (programme_id, id),
  foreign key (programme_id, slip_no) references slip,
  foreign key (programme_id, measure_id) references measure,
  constraint assignment_role check (role in ('lead', 'co-lead', 'responsible', 'cooperate', 'guide', 'local')),
  constraint assignment_state check (
    state in (
      'drafted', 'dispatched', 'disputed', 'acknowledged', 'in-progress', 'claimed', 'signed', 'accepted',
      'verified', 'closed', 'withdrawn', 'transferred'
    )
  )
);
comment on table assignment is '交办事项: one measure in one unit''s hands';
comment on column assignment.unit_name is 'what the unit is called in this programme';
comment on column assignment.region_code is 'region of the unit, so that a list needs no join';
comment on column assignment.function_key is 'standing function of the unit (条), likewise';
comment on column assignment.lead_id is '汇总单位 of the measure';
comment on column assignment.reports is 'whether it reports and claims completion';
comment on column assignment.final is 'ruled on: no dispute is possible any more';
comment on column assignment.follows is 'the assignment in whose place this one stands';
comment on column assignment.due_on is 'last day of the measure, for lists';
comment on column assignment.version is 'number of acts, for If-Match';

create index assignment_slip on assignment (programme_id, slip_no);
create index assignment_measure on assignment (programme_id, measure_id);
create index assignment_unit on assignment (unit_id, programme_id, due_on, id);
create index assignment_lead on assignment (lead_id, programme_id, due_on, id);
create index assignment_coordinator on assignment (coordinator_id, programme_id, due_on, id);
create index assignment_region on assignment (region_code, programme_id, due_on, id);
create index assignment_due on assignment (programme_id, due_on, id);

create table assignment_mark (
  programme_id uuid not null,
  assignment_id uuid not null,
  no integer not null,
  act text not null,
  person text not null,
  post text not null,
  unit text not null,
  at timestamptz(3) not null,
  reason text not null,
  primary key (programme_id, assignment_id, no),
  foreign key (programme_id, assignment_id) references assignment
);
comment on table assignment_mark is '办理痕迹: one act on an assignment each';
comment on column assignment_mark.no is 'from 1';

create table inbox (
  unit_id text not null references unit,
  programme_id uuid not null,
  kind text not null,
  subject_id text not null,
  role text not null,
  measure_id text,
  due_on date,
  assumed boolean not null,
  since timestamptz(3) not null,
  primary key (unit_id, programme_id, kind, subject_id)
);
comment on table inbox is '待办: what a unit has to do next, made of the programmes; can be thrown away and made anew';
comment on column inbox.kind is 'what is to be done: acknowledge, rule, begin, work, sign, consolidate, accept, verify, close, answer, decide';
comment on column inbox.subject_id is 'the assignment, the duty whose group is open, the change request';
comment on column inbox.role is 'role that the post needs';
comment on column inbox.due_on is 'last day by the clock of the procedure or the deadline; null where there is none';

comment on column inbox.assumed is 'the day was counted through a year whose holidays are not published yet, with Monday to Friday';

create index inbox_due on inbox (unit_id, due_on, programme_id, subject_id);
create index inbox_subject on inbox (programme_id, subject_id);
