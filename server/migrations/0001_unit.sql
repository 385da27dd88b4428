-- Regions and units: the reference tables that every programme points to. Small, and the same on every node.
-- Dates are whole days; "until" is the first day on which it no longer holds. Nothing here is ever deleted.

create table region (
  code text primary key,
  parent_code text references region,
  level text not null,
  successor_code text references region,
  constraint region_level check (level in ('province', 'city', 'county'))
);
comment on table region is '行政区: a division of GB/T 2260 at or above county level, listed now or formerly';
comment on column region.code is 'six digits of GB/T 2260';
comment on column region.parent_code is 'the region that it is administered by; null for provinces';
comment on column region.level is 'province, city (prefecture), county';
comment on column region.successor_code is 'the region that took over when the code was given up';

create index region_parent on region (parent_code);

create table region_name (
  region_code text not null references region,
  from_day date not null,
  until_day date,
  name text not null,
  short_name text not null,
  sort_key text not null,
  primary key (region_code, from_day),
  constraint region_name_days check (until_day > from_day)
);
comment on table region_name is '行政区名称: what a region is called, from one day to another';
comment on column region_name.from_day is 'first day of the name; 1949-10-01 where the lists at hand do not reach back';
comment on column region_name.until_day is 'first day on which the name no longer holds; null: it holds';
comment on column region_name.name is 'full name: 凉山彝族自治州';
comment on column region_name.short_name is 'name without its level: 凉山';
comment on column region_name.sort_key is 'pinyin of the name, made by the program: order does not depend on the locale';

create index region_name_name on region_name (name);

create table region_ancestor (
  region_code text not null references region,
  ancestor_code text not null references region,
  distance smallint not null,
  primary key (region_code, ancestor_code),
  constraint region_ancestor_distance check (distance >= 0)
);
comment on table region_ancestor is '行政区上下级: every region with itself and each region above it, so that no question about the tree is recursive';
comment on column region_ancestor.distance is '0 for the region itself, 1 for its parent';

create index region_ancestor_below on region_ancestor (ancestor_code, distance, region_code);

create table unit (
  id text primary key,
  region_code text references region,
  function_key text,
  line text not null,
  parent_id text references unit,
  successor_id text references unit,
  from_day date not null,
  until_day date,
  constraint unit_line check (
    line in (
      'government', 'party', 'mass', 'central', 'bank', 'enterprise', 'institution', 'congress', 'justice',
      'military', 'zone'
    )
  ),
  constraint unit_days check (until_day > from_day)
);
comment on table unit is '单位: a body that duties can be assigned to';
comment on column unit.id is 'region and standing function (510000/财政), as in the directory; units of one''s own making have an id of their own';
comment on column unit.region_code is 'the region that it serves; null for national organs';
comment on column unit.function_key is 'the standing function in directory/units.json; null for units of one''s own making';
comment on column unit.line is 'what it is: government, party, mass organisation, central body, bank, enterprise, institution, congress, justice, military, zone';
comment on column unit.parent_id is 'the unit that it belongs to, where it is part of another';
comment on column unit.successor_id is 'the unit that took over its work';
comment on column unit.from_day is 'day on which it was set up';
comment on column unit.until_day is 'first day on which it no longer exists; null: it exists';

create index unit_region on unit (region_code, line, id);

create table unit_name (
  unit_id text not null references unit,
  from_day date not null,
  until_day date,
  name text not null,
  short_name text not null,
  sort_key text not null,
  primary key (unit_id, from_day),
  constraint unit_name_days check (until_day > from_day)
);
comment on table unit_name is '单位名称: what a unit is called, from one day to another';
comment on column unit_name.name is 'full name: 四川省财政厅';
comment on column unit_name.short_name is 'name used among those who know it: 省财政厅';
comment on column unit_name.sort_key is 'pinyin of the name, made by the program';
comment on column unit_name.until_day is 'first day on which the name no longer holds; null: it holds';

create index unit_name_name on unit_name (name);
