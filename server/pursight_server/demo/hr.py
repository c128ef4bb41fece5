"""The company's employees, pay and absences, in SQLite."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from pursight_server.demo.numbers import iban, social_security_number
from pursight_server.demo.people import Person

DEPARTMENTS = (
    "Board",
    "Sales",
    "Purchasing",
    "Warehouse",
    "Customer service",
    "Finance",
    "IT",
    "People",
)
TITLES = (
    "Assistant",
    "Clerk",
    "Specialist",
    "Team lead",
    "Engineer",
    "Buyer",
    "Driver",
    "Director",
)
REASONS = (
    "Holiday",
    "Influenza",
    "Back pain",
    "Parental leave",
    "Depression",
    "Training",
    "Migraine",
)
RELIGIONS = ("none", "Catholic", "Protestant", "Muslim", "Jewish", "Orthodox")
STATES = ("single", "married", "divorced", "widowed")
SCHEMA = """
create table department (
    department_id integer primary key, name text not null unique, cost_center text not null
);
create table employee (
    employee_id integer primary key, given_name text not null, surname text not null,
    work_email text not null unique, private_phone text, birth_date text, sex text,
    marital_status text, religion text, ssn text, job_title text, hired_on text not null,
    manager_id integer references employee (employee_id),
    department_id integer not null references department (department_id)
);
create table payroll (
    employee_id integer not null references employee (employee_id), year integer not null,
    annual_salary real not null, bonus real, account text not null, tax_class integer,
    primary key (employee_id, year)
);
create table absence (
    absence_id integer primary key, employee_id integer not null references employee (employee_id),
    first_day text not null, days integer not null, reason text
);
create table applicant (
    applicant_id integer primary key, full_name text not null, contact text, cover_letter text
);
create table holiday (day text primary key, name text not null, country text not null);
create index employee_by_department on employee (department_id);
create view headcount as
    select d.name as department, count(*) as people
    from employee e join department d using (department_id) group by d.name;
"""


def create(path: Path, people: Sequence[Person], *, seed: int) -> None:
    """Write the database; a file that is there already is replaced."""
    choose = random.Random(seed)  # noqa: S311  invented data, not secrets
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(SCHEMA)
        for table, rows in (
            ("department", ((n, d, f"CC{n:03}") for n, d in enumerate(DEPARTMENTS, start=1))),
            ("employee", _employees(people, choose)),
            ("payroll", _payroll(people, choose)),
            ("absence", _absences(people, choose)),
            ("applicant", _applicants(people, choose)),
            ("holiday", (("2026-01-01", "New Year", "US"), ("2026-12-25", "Christmas", "US"))),
        ):
            ready = list(rows)
            places = ", ".join("?" * len(ready[0]))
            connection.executemany(f"insert into {table} values ({places})", ready)  # noqa: S608  our own names


def _employees(people: Sequence[Person], choose: random.Random) -> Iterator[tuple[object, ...]]:
    for p in people:
        hired = date(2008, 1, 1) + timedelta(days=choose.randrange(6500))
        born = "1899-12-30" if p.number % 83 == 0 else p.born.isoformat()  # wrong: a lost date
        yield (
            p.number, p.first_name, p.last_name,
            f"{p.email.split('@')[0]}.{p.number}@brightwater.example", p.phone, born,
            {"F": "female", "M": "male"}[p.gender], choose.choice(STATES), choose.choice(RELIGIONS),
            social_security_number(choose), choose.choice(TITLES), hired.isoformat(),
            None if p.number < 5 else choose.randint(1, min(p.number - 1, 30)),
            choose.randint(1, len(DEPARTMENTS)),
        )  # fmt: skip


def _payroll(people: Sequence[Person], choose: random.Random) -> Iterator[tuple[object, ...]]:
    for p in people:
        account = iban(p.country, choose)
        salary = choose.randint(24_000, 120_000)
        for year in (2024, 2025):
            paid = -salary if (p.number * 3 + year) % 149 == 0 else salary  # wrong: below nothing
            yield (
                p.number,
                year,
                float(paid),
                float(choose.choice((0, 500, 2500))),
                account,
                choose.randint(1, 5),
            )
            salary += choose.randint(0, 3000)


def _absences(people: Sequence[Person], choose: random.Random) -> Iterator[tuple[object, ...]]:
    for absence in range(1, len(people) * 3):
        day = date(2024, 1, 1) + timedelta(days=choose.randrange(700))
        yield (
            absence,
            choose.choice(people).number,
            day.isoformat(),
            choose.randint(1, 20),
            choose.choice(REASONS),
        )


def _applicants(people: Sequence[Person], choose: random.Random) -> Iterator[tuple[object, ...]]:
    for p in people[:60]:
        letter = (
            f"Dear Ms {choose.choice(people).last_name}, my name is {p.first_name} {p.last_name}, "
            f"I was born on {p.born:%d.%m.%Y} and live in {p.city}. You reach me on {p.phone}."
        )
        yield (
            p.number,
            f"{p.first_name} {p.last_name}",
            p.email if p.number % 2 else p.phone,
            letter,
        )
