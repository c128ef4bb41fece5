-- The demonstration company's customer database. Invented; loaded by crm.py.
create schema crm;
create schema staging;
create schema analytics;
comment on schema crm is 'Customers, orders and support';
comment on schema staging is 'Loads on their way in; to be emptied after each import';

create type crm.order_status as enum ('new', 'paid', 'shipped', 'returned', 'cancelled');
create domain crm.money_amount as numeric(12, 2) check (value > -1000000);

create table crm.country (
    code char(2) primary key,
    name text not null unique
);
comment on table crm.country is 'ISO 3166-1 countries we deliver to';

create table crm.customer (
    customer_id integer primary key,
    first_name varchar(80) not null,
    last_name varchar(80) not null,
    email varchar(200),
    phone varchar(40),
    date_of_birth date,
    gender char(1),
    street varchar(200),
    postal_code varchar(20),
    city varchar(100),
    country_code char(2) not null references crm.country (code),
    email_verified boolean not null default false,
    loyalty_points integer not null default 0,
    created_at timestamptz not null
);
comment on table crm.customer is 'One row a customer, private and business';
comment on column crm.customer.email is 'Where we write to; confirmed by a link';
comment on column crm.customer.loyalty_points is 'Earned with orders, one a full euro';
create index customer_name on crm.customer (last_name, first_name);

create table crm.login (
    customer_id integer primary key references crm.customer (customer_id),
    username varchar(60) not null unique,
    password_hash varchar(100) not null,
    last_ip inet,
    password_changed boolean not null default false
);

create table crm.payment_card (
    card_id integer primary key,
    customer_id integer not null references crm.customer (customer_id),
    card_number varchar(19) not null,
    holder varchar(160) not null,
    expires char(5) not null
);
comment on table crm.payment_card is 'To be replaced by the payment provider''s tokens';

create table crm.product (
    sku varchar(12) primary key,
    name text not null,
    category varchar(40) not null,
    unit_price crm.money_amount not null,
    weight_grams integer not null
);

create table crm.orders (
    order_id integer primary key,
    customer_id integer not null references crm.customer (customer_id),
    ordered_at timestamptz not null,
    status crm.order_status not null,
    total crm.money_amount not null,
    delivery_note text
);
create index orders_by_customer on crm.orders (customer_id);

create table crm.order_item (
    order_id integer not null references crm.orders (order_id),
    line_no smallint not null,
    sku varchar(12) not null references crm.product (sku),
    quantity integer not null,
    unit_price crm.money_amount not null,
    primary key (order_id, line_no)
);

create table crm.support_ticket (
    ticket_id integer primary key,
    customer_id integer references crm.customer (customer_id),
    opened_at timestamptz not null,
    closed_at timestamptz,
    priority smallint not null default 3,
    subject text not null,
    body text not null
);
comment on column crm.support_ticket.body is 'What the customer wrote';

-- Came from the old shop; nobody remembers what the columns are.
create table staging.customer_import (
    c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text
);
create table staging.order_import (
    order_ref text, customer_ref integer, amount text, loaded_on date
);

-- The scanning account has no right to read this one: a scan must say so and go on.
create table staging.legacy_keys (key_id integer primary key, secret text not null);

create view analytics.customer_overview as
    select c.customer_id, c.first_name || ' ' || c.last_name as full_name, c.email, k.name as country,
           count(o.order_id) as orders, coalesce(sum(o.total), 0) as revenue
    from crm.customer c
    join crm.country k on k.code = c.country_code
    left join crm.orders o using (customer_id)
    group by c.customer_id, k.name;

create materialized view analytics.revenue_by_country as
    select k.name as country, date_trunc('month', o.ordered_at)::date as month, sum(o.total) as revenue
    from crm.orders o
    join crm.customer c using (customer_id)
    join crm.country k on k.code = c.country_code
    group by 1, 2
    with no data;
comment on materialized view analytics.revenue_by_country is 'Refreshed each night';
