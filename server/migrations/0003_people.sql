-- What reorganisation needs beside the reference tables: versions, and where units stood before.

alter table region add column version integer not null default 1;
comment on column region.version is 'number of changes, for If-Match';

alter table unit add column version integer not null default 1;
comment on column unit.version is 'number of changes, for If-Match';

create index unit_parent on unit (parent_id);

create table unit_place (
  unit_id text not null references unit,
  until_day date not null,
  region_code text references region,
  parent_id text references unit,
  primary key (unit_id, until_day)
);
comment on table unit_place is '原隶属: where a unit stood before it stood where it stands now';
comment on column unit_place.until_day is 'first day on which it no longer stood there';
comment on column unit_place.region_code is 'the region that it served; null for national organs';
comment on column unit_place.parent_id is 'the unit that it belonged to';

-- People and posts. Responsibility follows the post; a person is a pseudonym whose particulars stand apart, so that
-- they can be erased while the journal stays whole.

create table person (
  id uuid primary key,
  unit_id text not null references unit,
  state text not null,
  created_at timestamptz(3) not null,
  version integer not null,
  constraint person_state check (state in ('active', 'disabled'))
);
comment on table person is '人员: somebody who signs in, as a pseudonym';
comment on column person.unit_id is 'the unit whose administrator may appoint this person';
comment on column person.state is 'active, or disabled: cannot sign in, keeps the past';
comment on column person.version is 'number of changes, for If-Match';

create index person_unit on person (unit_id, id);

create table person_particulars (
  person_id uuid primary key references person,
  name text not null,
  phone text,
  salt text not null default gen_random_uuid()::text
);
comment on table person_particulars is '人员信息: what is personal about a person; erased on request, then only the pseudonym is left';
comment on column person_particulars.name is 'name as colleagues know it';
comment on column person_particulars.phone is 'telephone at work';
comment on column person_particulars.salt is 'random, so that the hash in the journal does not give the name away';

create table login (
  person_id uuid primary key references person,
  name text not null unique,
  password text,
  password_at timestamptz(3),
  must_change boolean not null,
  totp text,
  totp_at timestamptz(3),
  totp_step integer,
  recovery text[] not null,
  issuer text,
  subject text,
  salt text not null default gen_random_uuid()::text,
  unique (issuer, subject)
);
comment on table login is '登录: how a person proves who they are';
comment on column login.name is 'login name, lower case';
comment on column login.password is 'argon2id in PHC form; null where only another provider signs the person in';
comment on column login.password_at is 'when the password was set';
comment on column login.must_change is 'the password was given out by somebody else and has to be replaced first';
comment on column login.totp is 'secret of the second factor, sealed with the key of the server; null where there is none';
comment on column login.totp_at is 'when the second factor was confirmed; null: it is being set up';
comment on column login.totp_step is 'half-minute since 1970 of the last code that was used: no code is used twice';
comment on column login.recovery is 'keyed hashes of the recovery codes that are left, for a lost second factor';
comment on column login.issuer is 'OIDC or CAS provider that also signs this person in';
comment on column login.subject is 'what that provider calls the person';
comment on column login.salt is 'random, so that the marks in the journal do not give the name away';

create table post (
  id uuid primary key,
  unit_id text not null references unit,
  title text not null,
  from_day date not null,
  until_day date,
  version integer not null,
  constraint post_days check (until_day > from_day)
);
comment on table post is '岗位: what a person holds in a unit; acts are done by posts';
comment on column post.title is '综合处经办岗';
comment on column post.until_day is 'first day on which it no longer exists; null: it exists';

create index post_unit on post (unit_id);

create table post_role (
  post_id uuid not null references post,
  role text not null,
  primary key (post_id, role),
  constraint post_role_role check (
    role in (
      'coordinator', 'unit-administrator', 'handler', 'signer', 'leader', 'local-coordinator', 'auditor',
      'system-administrator', 'security-administrator', 'audit-administrator'
    )
  )
);
comment on table post_role is '岗位职责: what a post lets its holder do; the three administrators exclude one another and every other role';

create table appointment (
  id uuid primary key,
  person_id uuid not null references person,
  post_id uuid not null references post,
  from_day date not null,
  until_day date,
  version integer not null,
  constraint appointment_days check (until_day > from_day)
);
comment on table appointment is '任职: who holds a post from one day to another';
comment on column appointment.until_day is 'first day on which it no longer holds; null: it holds';

create index appointment_person on appointment (person_id);
create index appointment_post on appointment (post_id);

create table delegation (
  id uuid primary key,
  post_id uuid not null references post,
  person_id uuid not null references person,
  from_day date not null,
  until_day date not null,
  reason text not null,
  given_by_person uuid not null references person,
  given_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  version integer not null,
  constraint delegation_days check (until_day > from_day)
);
comment on table delegation is '代行: another person acts for a post until a day';
comment on column delegation.post_id is 'the post that is acted for';
comment on column delegation.person_id is 'who acts for it';
comment on column delegation.until_day is 'first day on which it no longer holds; there is always one';

create index delegation_person on delegation (person_id);
create index delegation_post on delegation (post_id);

create table token (
  id uuid primary key,
  post_id uuid not null references post,
  person_id uuid not null references person,
  name text not null,
  hash text not null unique,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
comment on table token is '令牌: lets a program act for a post, within its scopes, until it ends';
comment on column token.person_id is 'who answers for it';
comment on column token.hash is 'SHA-256 of the token; the token itself is shown once and kept nowhere';
comment on column token.scopes is 'read, and the areas in which it may write';

create table session (
  id uuid primary key,
  person_id uuid not null references person,
  hash text not null unique,
  strength text not null,
  opened_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  address text,
  seal text not null,
  constraint session_strength check (strength in ('password', 'second-factor', 'provider'))
);
comment on table session is '会话: an open session of a person';
comment on column session.hash is 'SHA-256 of the cookie; the cookie itself is kept nowhere';
comment on column session.strength is 'password: the second factor is still to come, where there is one';
comment on column session.seen_at is 'last use, written at most once a minute';
comment on column session.ends_at is 'absolute end';
comment on column session.address is 'keyed hash of the network address';
comment on column session.seal is 'keyed hash of the row';

create index session_person on session (person_id);

create table attempt (
  key text primary key,
  login text not null,
  failures integer not null,
  last_at timestamptz(3) not null,
  seal text not null
);
comment on table attempt is '登录失败: failed attempts to sign in, by login name together with address, so that nobody can be locked out from elsewhere';
comment on column attempt.key is 'keyed hash of what is counted: login name with address, login name with device, or login name alone';
comment on column attempt.login is 'keyed hash of the login name, for unlocking';
comment on column attempt.seal is 'keyed hash of the row';

create index attempt_login on attempt (login);

create table setting (
  key text primary key,
  value text not null,
  version integer not null
);
comment on table setting is '设置: what an installation decided, such as its sign-in policy; one JSON value each';
