import type { AssignmentAct, AssignmentState, SlipRole } from '@luodi/core/assignment';
import type { Canonical } from '@luodi/core/journal';
import type {
  ChangeRequest,
  Difference,
  DocumentRef,
  LedgerAct,
  LedgerDuty,
  LedgerGoal,
  LedgerGroup,
  LedgerMeasure,
  Origin,
  Procedure,
  Rhythm,
  UnitRef,
} from '@luodi/core/programme';
import type { ColumnType, Generated } from 'kysely';
import type { InboxKind, Role } from '../scope/who.ts';

/** A day as PostgreSQL and the core write it: `2022-06-30`. */
type Day = string;
type NullableDay = ColumnType<Day | null, Day | null | undefined>;

/** jsonb: read as the value, written as its text, because the driver takes lists for arrays of PostgreSQL. */
type Json<T = Canonical> = ColumnType<T, string, string>;
type NullableJson<T = Canonical> = ColumnType<T | null, string | null, string | null>;
/** A moment, to the millisecond. */
type Moment = Date;

/** The tables as the program sees them; `server/migrations` makes them, docs/reference/tables.md explains them. */
export interface Tables {
  luodi_migrations: {
    number: number;
    name: string;
    checksum: string;
    applied_at: Generated<Date>;
  };
  region: {
    code: string;
    parent_code: string | null;
    level: 'province' | 'city' | 'county';
    successor_code: string | null;
    version: Generated<number>;
  };
  region_name: {
    region_code: string;
    from_day: Day;
    until_day: NullableDay;
    name: string;
    short_name: string;
    sort_key: string;
  };
  region_ancestor: {
    region_code: string;
    ancestor_code: string;
    distance: number;
  };
  unit: {
    id: string;
    region_code: string | null;
    function_key: string | null;
    line: string;
    parent_id: string | null;
    successor_id: string | null;
    from_day: Day;
    until_day: NullableDay;
    version: Generated<number>;
  };
  unit_place: {
    unit_id: string;
    until_day: Day;
    region_code: string | null;
    parent_id: string | null;
  };
  unit_name: {
    unit_id: string;
    from_day: Day;
    until_day: NullableDay;
    name: string;
    short_name: string;
    sort_key: string;
  };
  journal_head: {
    programme_id: string;
    size: number;
    hash: string;
    at: Moment | null;
    seal: string;
  };
  journal_event: {
    programme_id: string;
    seq: number;
    event_id: string;
    at: Moment;
    act: string;
    subject_kind: string;
    subject_id: string;
    person: string | null;
    post: string | null;
    unit: string | null;
    body: Buffer;
    hash: string;
  };
  answer: {
    programme_id: string;
    person: string;
    key: string;
    fingerprint: string;
    status: number;
    body: string;
    at: Moment;
    seal: string;
  };
  person: {
    id: string;
    unit_id: string;
    state: 'active' | 'disabled';
    created_at: Moment;
    version: number;
  };
  person_particulars: {
    person_id: string;
    name: string;
    phone: string | null;
    salt: Generated<string>;
  };
  login: {
    person_id: string;
    name: string;
    password: string | null;
    password_at: Moment | null;
    must_change: boolean;
    totp: string | null;
    totp_at: Moment | null;
    totp_step: number | null;
    recovery: string[];
    issuer: string | null;
    subject: string | null;
    salt: Generated<string>;
  };
  post: {
    id: string;
    unit_id: string;
    title: string;
    from_day: Day;
    until_day: NullableDay;
    version: number;
  };
  post_role: {
    post_id: string;
    role: Role;
  };
  appointment: {
    id: string;
    person_id: string;
    post_id: string;
    from_day: Day;
    until_day: NullableDay;
    version: number;
  };
  delegation: {
    id: string;
    post_id: string;
    person_id: string;
    from_day: Day;
    until_day: Day;
    reason: string;
    given_by_person: string;
    given_at: Moment;
    revoked_at: Moment | null;
    version: number;
  };
  token: {
    id: string;
    post_id: string;
    person_id: string;
    name: string;
    hash: string;
    scopes: string[];
    created_at: Moment;
    ends_at: Moment;
    revoked_at: Moment | null;
  };
  session: {
    id: string;
    person_id: string;
    hash: string;
    strength: 'password' | 'second-factor' | 'provider';
    opened_at: Moment;
    seen_at: Moment;
    ends_at: Moment;
    address: string | null;
    seal: string;
  };
  attempt: {
    key: string;
    login: string;
    failures: number;
    last_at: Moment;
    seal: string;
  };
  setting: {
    key: string;
    value: string;
    version: number;
  };
  programme: {
    programme_id: string;
    title: string;
    state: 'draft' | 'confirmed';
    owner_id: string;
    coordinator_id: string | null;
    coordinator_name: string | null;
    document_id: string;
    rhythm: NullableJson<Rhythm>;
    procedure: NullableJson<Procedure>;
    next_no: number;
    baseline: number;
    version: number;
    created_at: Moment;
    confirmed_at: Moment | null;
    dispatched_at: Moment | null;
  };
  document: {
    programme_id: string;
    id: string;
    name: string;
    media: string;
    bytes: number;
    file_sm3: string;
    sm3: string;
    text: string;
    meta: Json<Omit<DocumentRef, 'name' | 'sm3'>>;
    compiled: string;
    added_at: Moment;
  };
  item: {
    programme_id: string;
    id: string;
    position: number;
    no: number;
    path: Json<readonly string[]>;
    title: string;
    origin: Json<Origin>;
  };
  measure: {
    programme_id: string;
    id: string;
    item_id: string;
    position: number;
    text: string;
    kind: LedgerMeasure['kind'];
    standard: string | null;
    targets: Json<LedgerMeasure['targets']>;
    deadlines: Json<LedgerMeasure['deadlines']>;
    deliverables: Json<LedgerMeasure['deliverables']>;
    reporting_unit: NullableJson<UnitRef>;
    rhythm: NullableJson<Rhythm>;
    origins: Json<readonly Origin[]>;
    made_of: Json<readonly string[]>;
    due_on: NullableDay;
    removed: boolean;
  };
  duty: {
    programme_id: string;
    id: string;
    item_id: string;
    position: number;
    role: LedgerDuty['role'];
    rank: number;
    explicit: boolean;
    name: string;
    unit: NullableJson<UnitRef>;
    group: NullableJson<LedgerGroup>;
    measures: Json<readonly string[]>;
    origin: NullableJson<Origin>;
  };
  goal: {
    programme_id: string;
    id: string;
    position: number;
    path: Json<readonly string[]>;
    title: string;
    text: string;
    targets: Json<LedgerGoal['targets']>;
    deadlines: Json<LedgerGoal['deadlines']>;
    origin: Json<Origin>;
  };
  edit: {
    programme_id: string;
    no: number;
    act: LedgerAct['act'];
    change: Json<LedgerAct>;
    differences: Json<readonly Difference[]>;
    person: string;
    post: string;
    unit: string;
    at: Moment;
    reason: string;
  };
  baseline: {
    programme_id: string;
    no: number;
    ledger: string;
    sm3: string;
    request_id: string | null;
    person: string;
    post: string;
    unit: string;
    at: Moment;
    reason: string;
  };
  change_request: {
    programme_id: string;
    id: string;
    state: ChangeRequest['state'];
    changes: Json<readonly LedgerAct[]>;
    requested_person: string;
    requested_post: string;
    requested_unit: string;
    requested_at: Moment;
    requested_reason: string;
    decided_person: string | null;
    decided_post: string | null;
    decided_unit: string | null;
    decided_at: Moment | null;
    decided_reason: string | null;
    version: number;
  };
  slip: {
    programme_id: string;
    no: number;
    unit_id: string;
    unit_name: string;
    dispatched_at: Moment;
  };
  assignment: {
    programme_id: string;
    id: string;
    slip_no: number;
    item_id: string;
    measure_id: string;
    unit_id: string;
    unit_name: string;
    region_code: string | null;
    function_key: string | null;
    role: SlipRole;
    lead_id: string;
    lead_name: string;
    coordinator_id: string;
    coordinator_name: string;
    reports: boolean;
    final: boolean;
    state: AssignmentState;
    follows: string | null;
    due_on: NullableDay;
    changed_at: Moment;
    version: number;
  };
  assignment_mark: {
    programme_id: string;
    assignment_id: string;
    no: number;
    act: AssignmentAct;
    person: string;
    post: string;
    unit: string;
    at: Moment;
    reason: string;
  };
  inbox: {
    unit_id: string;
    programme_id: string;
    kind: InboxKind;
    subject_id: string;
    role: Role;
    measure_id: string | null;
    due_on: NullableDay;
    assumed: boolean;
    since: Moment;
  };
}
