"""The SQL that gives each database role only the rights it needs: the owner makes the tables, the writer stores documents, the reader answers."""

from string import Template

from ingest.errors import BadInputError

_ROLES = Template("""\
-- $owner 역할(표의 주인)로 '$database' 데이터베이스에서 실행합니다: mureobwa index roles | psql "$$DSN"
-- 역할을 만들 권한(CREATEROLE)이 있어야 합니다. 표를 새로 만든 판으로 올린 뒤에는 다시 실행합니다(CREATE ROLE 두 줄은 빼고).
-- 쓰기 역할: mureobwa ingest, documents, index refresh. 읽기 역할: mureobwa serve, ask, search.
-- 비밀번호는 \\password $writer, \\password $reader 로 정하거나 인증서·LDAP을 쓰십시오.
CREATE ROLE $writer LOGIN;
CREATE ROLE $reader LOGIN;
GRANT USAGE ON SCHEMA mureobwa TO $writer, $reader;
GRANT SELECT ON ALL TABLES IN SCHEMA mureobwa TO $reader, $writer;
REVOKE SELECT ON mureobwa.access FROM $reader;
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA mureobwa TO $writer;
REVOKE INSERT, UPDATE, DELETE ON mureobwa.migration, mureobwa.access FROM $writer;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA mureobwa TO $writer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA mureobwa TO $writer, $reader;
GRANT TEMPORARY ON DATABASE "$database" TO $writer;
ALTER ROLE $reader SET default_transaction_read_only = on;
""")
_BY_DEPARTMENT = Template("""
-- 부서별 접근: access 표에 적힌 역할은 그 부서의 문서만 봅니다. 적히지 않은 역할은 모두 봅니다.
-- 예: INSERT INTO mureobwa.access VALUES ('$reader', '민원과'), ('$reader', '');   -- '': 부서가 적히지 않은 문서
ALTER TABLE mureobwa.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE mureobwa.passage ENABLE ROW LEVEL SECURITY;
ALTER TABLE mureobwa.weight ENABLE ROW LEVEL SECURITY;  -- 대목의 낱말이 여기에 있습니다
CREATE POLICY by_department ON mureobwa.document USING
  ((SELECT mureobwa.departments_seen()) IS NULL OR department = ANY ((SELECT mureobwa.departments_seen())::text[]));
CREATE POLICY by_department ON mureobwa.passage USING
  ((SELECT mureobwa.departments_seen()) IS NULL OR department = ANY ((SELECT mureobwa.departments_seen())::text[]));
CREATE POLICY by_department ON mureobwa.weight USING
  ((SELECT mureobwa.departments_seen()) IS NULL OR EXISTS (SELECT FROM mureobwa.passage p WHERE p.number = passage));
-- 낱말 색인(GIN)은 LEAKPROOF인 연산만 정책과 함께 씁니다. 슈퍼유저가 한 번 허락합니다(낱말 비교는 오류로 내용을 흘리지 않습니다).
-- ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF;
""")


def role_name(name: str) -> str:
    """`name`, as it may stand in a statement.

    Raises:
        BadInputError: it holds more than letters, digits and underscores.
    """
    if not (name.isidentifier() and name.isascii()):
        raise BadInputError(f"역할 이름 '{name}'에는 영문자, 숫자, 밑줄만 쓸 수 있습니다.")
    return name


def roles_sql(owner: str, writer: str, reader: str, database: str, by_department: bool) -> str:
    """The SQL that creates the roles `writer` and `reader`; `by_department` adds row-level access. Raises as `role_name`."""
    names = {"owner": owner, "writer": role_name(writer), "reader": role_name(reader), "database": database}
    return _ROLES.substitute(names) + (_BY_DEPARTMENT.substitute(names) if by_department else "")
