import type {
  AssignmentCode,
  CalendarCode,
  DirectoryCode,
  DoorCode,
  FileRefusalCode,
  JournalCode,
  PersonCode,
  ProgrammeCode,
  ScopeCode,
  StoreRefusalCode,
} from '@luodi/core/message';

/**
 * 400 malformed; 401 not signed in; 403 seen but not permitted; 404 unknown or not seen; 409 not in this state;
 * 412 changed meanwhile; 413 too large; 415 another kind of content; 422 well-formed, but it cannot be so;
 * 428 a header is missing; 429 too often; 500 our fault; 503 not now; 507 no room.
 */
export type Status = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503 | 507;

type Statuses<Code extends string> = Readonly<Record<Code, Status>>;

const door: Statuses<DoorCode> = {
  'door/key-reused': 422,
  'door/fault': 500,
  'door/answer-fault': 500,
  'door/no-such-address': 404,
  'door/bad-address': 400,
  'door/key-needed': 400,
  'door/bad-key': 400,
  'door/version-needed': 428,
  'door/bad-version': 400,
  'door/stale': 412,
  'door/other-site': 403,
  'door/bad-cursor': 400,
  'door/content-type': 415,
  'door/too-large': 413,
  'door/too-deep': 400,
  'door/bad-json': 400,
  'door/field-twice': 400,
  'door/bad-request': 400,
  'door/no-body-expected': 400,
  'door/field-missing': 400,
  'door/field-unknown': 400,
  'door/field-type': 400,
  'door/field-too-long': 400,
  'door/field-too-short': 400,
  'door/field-too-large': 400,
  'door/field-too-small': 400,
  'door/field-not-among': 400,
  'door/field-invalid': 400,
  'door/bad-character': 400,
  'door/too-many-requests': 429,
  'door/too-many-streams': 429,
  'door/busy': 503,
  'door/database-away': 503,
  'door/outcome-unknown': 503,
  'door/disk-full': 507,
  'door/stopping': 503,
};

const scope: Statuses<ScopeCode> = {
  'scope/not-found': 404,
  'scope/no-post': 403,
  'scope/not-your-role': 403,
  'scope/token-narrow': 403,
  'scope/coordinator-opens': 403,
  'scope/coordinator-only': 403,
  'scope/leader-only': 403,
  'scope/lead-signer-only': 403,
  'scope/own-handler-only': 403,
  'scope/own-signer-only': 403,
  'scope/question-owner-only': 403,
  'scope/participants-only': 403,
  'scope/requester-only': 403,
};

const person: Statuses<PersonCode> = {
  'person/wrong-login': 401,
  'person/not-signed-in': 401,
  'person/wait': 429,
  'person/wrong-code': 401,
  'person/second-factor-needed': 403,
  'person/password-change-needed': 403,
  'person/second-factor-set-up-needed': 403,
  'person/no-second-factor-due': 409,
  'person/second-factor-on': 409,
  'person/second-factor-off': 409,
  'person/second-factor-required': 409,
  'person/wrong-password': 422,
  'person/no-password': 409,
  'person/password-same': 422,
  'person/password-too-short': 422,
  'person/password-too-long': 422,
  'person/password-too-few-kinds': 422,
  'person/password-weak': 422,
  'person/password-has-name': 422,
  'person/not-by-token': 403,
  'person/post-of-another': 403,
  'person/not-of-administrators': 403,
  'person/administrators-apart': 403,
  'person/other-unit': 403,
  'person/not-your-post': 403,
  'person/role-beyond-unit': 403,
  'person/roles-exclude': 409,
  'person/last-administrator': 409,
  'person/own-sign-in-needed': 409,
  'person/own-account': 409,
  'person/login-taken': 409,
  'person/bad-login': 422,
  'person/disabled': 409,
  'person/not-disabled': 409,
  'person/erased': 409,
  'person/post-held': 409,
  'person/post-ended': 409,
  'person/days-reversed': 422,
  'person/day-past': 422,
  'person/appointment-ended': 409,
  'person/appointment-shorter': 422,
  'person/delegation-ended': 409,
  'person/delegation-too-long': 422,
  'person/delegate-elsewhere': 422,
  'person/delegate-holds': 422,
  'person/no-holder': 409,
  'person/token-too-long': 422,
  'person/token-ended': 409,
  'person/already-set-up': 409,
  'person/wrong-set-up-token': 403,
  'person/three-needed': 422,
  'person/no-provider': 404,
  'person/provider-refused': 401,
  'person/provider-away': 503,
  'person/not-linked': 403,
  'person/link-taken': 409,
  'person/policy-invalid': 422,
  'person/link-needed': 422,
};

/** Stages whose refusals are mostly alike: what is not named below has this one. */
const MOSTLY = {
  directory: 422,
  programme: 422, // the ledger cannot be so
  assignment: 409, // not in this state
  calendar: 422,
  journal: 422,
  file: 422,
  store: 503,
} as const satisfies Readonly<Record<string, Status>>;

type Some<Code extends string> = Readonly<Partial<Record<Code, Status>>>;

const directory: Some<DirectoryCode> = {
  'directory/not-subordinate': 403,
  'directory/ended': 409,
  'directory/ends': 409,
  'directory/later-change': 409,
  'directory/same-name': 409,
  'directory/name-taken': 409,
  'directory/no-change': 409,
  'directory/has-parts': 409,
  'directory/code-taken': 409,
  'directory/preview-changed': 409,
};

const programme: Some<ProgrammeCode> = {
  'programme/already-confirmed': 409,
  'programme/still-draft': 409,
  'programme/needs-request': 409,
  'programme/request-exists': 409,
  'programme/no-such-request': 404,
  'programme/request-decided': 409,
  'programme/not-coordinator': 403,
  'programme/own-request': 403,
  'programme/not-their-request': 403,
  'programme/no-such-baseline': 404,
};

const assignment: Some<AssignmentCode> = {
  'assignment/not-your-unit': 403,
  'assignment/not-coordinator': 403,
  'assignment/not-leader': 403,
  'assignment/not-handler': 403,
  'assignment/not-signer': 403,
  'assignment/needs-leader': 403,
  'assignment/own-act': 403,
  'assignment/no-reason': 422,
  'assignment/unit-unknown': 422,
  'assignment/unit-gone': 422,
  'assignment/no-successor': 422,
  'assignment/too-many': 422,
};

const calendar: Some<CalendarCode> = {};

/** A journal that does not hold is no fault of the request. */
const journal: Some<JournalCode> = {
  'journal/changed': 500,
  'journal/other-programme': 500,
  'journal/out-of-order': 500,
  'journal/broken-link': 500,
  'journal/time-runs-back': 503,
  'journal/id-twice': 500,
  'journal/cut-off': 500,
  'journal/other-head': 500,
};

const file: Some<FileRefusalCode> = {
  'file/too-large': 413,
  'file/zip-expanded': 413,
  'file/too-much-text': 413,
  'file/wrong-extension': 415,
  'file/unsupported-type': 415,
  'file/needs-libreoffice': 415,
};

const store: Some<StoreRefusalCode> = { 'store/disk-full': 507 };

/** What can reach the door. A code of a stage that has no status does not compile. */
type Refusable =
  | DirectoryCode
  | ProgrammeCode
  | AssignmentCode
  | CalendarCode
  | JournalCode
  | FileRefusalCode
  | StoreRefusalCode;

type StageOf<Code extends string> = Code extends `${infer Stage}/${string}` ? Stage : never;

const BY_STAGE: Readonly<Record<StageOf<Refusable>, Status>> = MOSTLY;

/** The only place where codes become status numbers. */
const STATUS: ReadonlyMap<string, Status> = new Map(
  [door, scope, person, directory, programme, assignment, calendar, journal, file, store].flatMap((codes) =>
    Object.entries(codes),
  ),
);

const STATUS_OF_STAGE: ReadonlyMap<string, Status> = new Map(Object.entries(BY_STAGE));

/** Undefined for what cannot reach the door: it is our fault then. */
export function statusOf(code: string): Status | undefined {
  return STATUS.get(code) ?? STATUS_OF_STAGE.get(code.split('/')[0] ?? '');
}
