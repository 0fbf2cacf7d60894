-- Views for DuckDB over the Parquet files of a release: one for each table, then joined views (named_...), which
-- add the names of what the keys lead to.
--
--   duckdb -cmd ".read load/fwci.sql"                                          from the folder of the release
--   SET file_search_path = 'PATH/TO/RELEASE';                                  from anywhere else, with the next line
--   .read PATH/TO/RELEASE/load/fwci.sql
--   SELECT * FROM named_competency_rankings WHERE trend = 'enters';
-- FWCI open data: Information Technology Management, 2210, version 2.0.0.

CREATE OR REPLACE VIEW "source_documents" AS
SELECT * FROM 'parquet/source_documents.parquet';
COMMENT ON VIEW "source_documents" IS 'One row for each source document that the release was built from. Descriptive values come from the list of sources kept with the documents; size, lines and checksum are measured from the file.';

CREATE OR REPLACE VIEW "bands" AS
SELECT * FROM 'parquet/bands.parquet';
COMMENT ON VIEW "bands" IS 'One row for each career band into which the handbook groups General Schedule (GS) grades. The grades are read from the handbook''s notes under the band tables.';

CREATE OR REPLACE VIEW "scopes" AS
SELECT * FROM 'parquet/scopes.parquet';
COMMENT ON VIEW "scopes" IS 'One row for each body of work that a band table or an importance ranking is about: the whole series (`all`), and each cluster. General competencies are stated for the whole series, technical competencies for a cluster.';

CREATE OR REPLACE VIEW "clusters" AS
SELECT * FROM 'parquet/clusters.parquet';
COMMENT ON VIEW "clusters" IS 'One row for each cluster of IT work that the handbook defines. A cluster gathers specialties that share competencies.';

CREATE OR REPLACE VIEW "cluster_work_types" AS
SELECT * FROM 'parquet/cluster_work_types.parquet';
COMMENT ON VIEW "cluster_work_types" IS 'One row for each type of work that the handbook lists for a cluster under "Types of work may include but are not limited to". The lists are examples, not limits.';

CREATE OR REPLACE VIEW "competencies" AS
SELECT * FROM 'parquet/competencies.parquet';
COMMENT ON VIEW "competencies" IS 'One row for each competency that any table, list or definition of the handbook names, whether the handbook defines it or not. General competencies, such as Teamwork, occur in work of many kinds and are stated for all IT work; technical competencies belong to IT work and are stated for clusters and specialties.';

CREATE OR REPLACE VIEW "competency_aliases" AS
SELECT * FROM 'parquet/competency_aliases.parquet';
COMMENT ON VIEW "competency_aliases" IS 'One row for each other spelling of a competency''s name: as some table of the handbook spells it, its acronym, or its name without the acronym.';

CREATE OR REPLACE VIEW "competency_bands" AS
SELECT * FROM 'parquet/competency_bands.parquet';
COMMENT ON VIEW "competency_bands" IS 'One row for each competency, scope and band that the handbook''s band tables cover. General competencies that the table names have a row for each of the four bands (scope `all`); technical competencies have a row for each band of each cluster''s table that prints them.';

CREATE OR REPLACE VIEW "competency_band_notes" AS
SELECT * FROM 'parquet/competency_band_notes.parquet';
COMMENT ON VIEW "competency_band_notes" IS 'One row for each cell of a band table that a footnote of the handbook explains, such as a competency that is important at lower bands and not at the senior band.';

CREATE OR REPLACE VIEW "competency_rankings" AS
SELECT * FROM 'parquet/competency_rankings.parquet';
COMMENT ON VIEW "competency_rankings" IS 'One row for each competency in an importance ranking of the handbook, general competencies for the whole series and technical ones for each cluster. Ranks order survey ratings by supervisors and employees; the distance between two ranks has no meaning.';

CREATE OR REPLACE VIEW "profiles" AS
SELECT * FROM 'parquet/profiles.parquet';
COMMENT ON VIEW "profiles" IS 'One row for each occupational profile of the handbook: one for all work of the series, and one for each specialty within a cluster.';

CREATE OR REPLACE VIEW "profile_competencies" AS
SELECT * FROM 'parquet/profile_competencies.parquet';
COMMENT ON VIEW "profile_competencies" IS 'One row for each competency that the handbook prints as important for an occupational profile: general competencies for the profile of all work, technical ones for a specialty.';

CREATE OR REPLACE VIEW "tasks" AS
SELECT * FROM 'parquet/tasks.parquet';
COMMENT ON VIEW "tasks" IS 'One row for each distinct task statement in the occupational profiles. A statement that several profiles print in the same words is one task.';

CREATE OR REPLACE VIEW "profile_tasks" AS
SELECT * FROM 'parquet/profile_tasks.parquet';
COMMENT ON VIEW "profile_tasks" IS 'One row for each task that the handbook prints as important for an occupational profile.';

CREATE OR REPLACE VIEW "handbook_sections" AS
SELECT * FROM 'parquet/handbook_sections.parquet';
COMMENT ON VIEW "handbook_sections" IS 'One row for each section of the handbook, with its place in the outline, its lines in the source and its running text. Tables and lists that become records of other tables are not repeated here.';

CREATE OR REPLACE VIEW "source_references" AS
SELECT * FROM 'parquet/source_references.parquet';
COMMENT ON VIEW "source_references" IS 'One row for each law, policy, document, framework or website that the running text of a section of the handbook links to or names. What a section names several times has one row; provenance has all its lines.';

CREATE OR REPLACE VIEW "series_titles" AS
SELECT * FROM 'parquet/series_titles.parquet';
COMMENT ON VIEW "series_titles" IS 'One row for each position title that the job-series page lists, specialist titles with their parenthetical as well as lead and supervisory titles.';

CREATE OR REPLACE VIEW "series_qualifications" AS
SELECT * FROM 'parquet/series_qualifications.parquet';
COMMENT ON VIEW "series_qualifications" IS 'One row for each alternative of OPM classification and qualifications that the job-series page prints, with its grades and whether education or experience in the field is needed.';

CREATE OR REPLACE VIEW "series_duties" AS
SELECT * FROM 'parquet/series_duties.parquet';
COMMENT ON VIEW "series_duties" IS 'One row for each duty that the job-series page lists as an example of the work of the series at the agency.';

CREATE OR REPLACE VIEW "series_page_facts" AS
SELECT * FROM 'parquet/series_page_facts.parquet';
COMMENT ON VIEW "series_page_facts" IS 'One row for each further fact that the job-series page states once for the series.';

CREATE OR REPLACE VIEW "esco_occupations" AS
SELECT * FROM 'parquet/esco_occupations.parquet';
COMMENT ON VIEW "esco_occupations" IS 'One row for each ESCO occupation that has a page among the sources or that a mapping names. ESCO is the European classification of Skills, Competences, Qualifications and Occupations.';

CREATE OR REPLACE VIEW "esco_skills" AS
SELECT * FROM 'parquet/esco_skills.parquet';
COMMENT ON VIEW "esco_skills" IS 'One row for each ESCO skill or knowledge concept that a page among the sources prints or a mapping names. A release that is built with ESCO''s download files also has the other skills of its ESCO occupations. It is the part of ESCO that this release uses, not a copy of the classification.';

CREATE OR REPLACE VIEW "esco_occupation_skills" AS
SELECT * FROM 'parquet/esco_occupation_skills.parquet';
COMMENT ON VIEW "esco_occupation_skills" IS 'One row for each skill or knowledge concept that ESCO relates to an occupation, where a page among the sources prints it. A release that is built with ESCO''s download files also has the skills of its other ESCO occupations. A concept that is both essential and optional has two rows.';

CREATE OR REPLACE VIEW "nice_categories" AS
SELECT * FROM 'parquet/nice_categories.parquet';
COMMENT ON VIEW "nice_categories" IS 'One row for each category of the NICE Framework: a group of work roles. Identifiers are those of NIST; the same letters can mean another group in the DCWF.';

CREATE OR REPLACE VIEW "nice_work_roles" AS
SELECT * FROM 'parquet/nice_work_roles.parquet';
COMMENT ON VIEW "nice_work_roles" IS 'One row for each work role of the NICE Framework: a grouping of work that somebody is responsible for. A position can have several.';

CREATE OR REPLACE VIEW "nice_competency_areas" AS
SELECT * FROM 'parquet/nice_competency_areas.parquet';
COMMENT ON VIEW "nice_competency_areas" IS 'One row for each competency area of the NICE Framework: a group of related statements of knowledge and skills that a learner can acquire, whatever the work role.';

CREATE OR REPLACE VIEW "nice_statements" AS
SELECT * FROM 'parquet/nice_statements.parquet';
COMMENT ON VIEW "nice_statements" IS 'One row for each task, knowledge or skill statement (TKS statement) of the NICE Framework, including those that no work role has. Where the export and the workbook differ, the text is that of the export.';

CREATE OR REPLACE VIEW "nice_work_role_statements" AS
SELECT * FROM 'parquet/nice_work_role_statements.parquet';
COMMENT ON VIEW "nice_work_role_statements" IS 'One row for each statement that a work role of the NICE Framework has.';

CREATE OR REPLACE VIEW "nice_area_statements" AS
SELECT * FROM 'parquet/nice_area_statements.parquet';
COMMENT ON VIEW "nice_area_statements" IS 'One row for each statement that a competency area of the NICE Framework has. Only NIST''s workbook gives them, and only for a few areas.';

CREATE OR REPLACE VIEW "nice_task_alignments" AS
SELECT * FROM 'parquet/nice_task_alignments.parquet';
COMMENT ON VIEW "nice_task_alignments" IS 'One row for each knowledge or skill statement that a task of a work role needs. Only NIST''s workbook gives them, and only for a few work roles. A citation of a statement that does not exist is a finding and has no row.';

CREATE OR REPLACE VIEW "dcwf_elements" AS
SELECT * FROM 'parquet/dcwf_elements.parquet';
COMMENT ON VIEW "dcwf_elements" IS 'One row for each element of the DoD Cyber Workforce Framework: a group of its work roles.';

CREATE OR REPLACE VIEW "dcwf_work_roles" AS
SELECT * FROM 'parquet/dcwf_work_roles.parquet';
COMMENT ON VIEW "dcwf_work_roles" IS 'One row for each work role of the DoD Cyber Workforce Framework.';

CREATE OR REPLACE VIEW "dcwf_statements" AS
SELECT * FROM 'parquet/dcwf_statements.parquet';
COMMENT ON VIEW "dcwf_statements" IS 'One row for each task, knowledge, skill or ability of the master list of the DCWF.';

CREATE OR REPLACE VIEW "dcwf_work_role_statements" AS
SELECT * FROM 'parquet/dcwf_work_role_statements.parquet';
COMMENT ON VIEW "dcwf_work_role_statements" IS 'One row for each statement that a work role of the DCWF has. A statement that a sheet lists twice has one row.';

CREATE OR REPLACE VIEW "crosswalk_competency_skill" AS
SELECT * FROM 'parquet/crosswalk_competency_skill.parquet';
COMMENT ON VIEW "crosswalk_competency_skill" IS 'One row for each mapping from a competency of the handbook to an ESCO skill or knowledge concept. Judged mappings and suggestions are together: see review_status.';

CREATE OR REPLACE VIEW "crosswalk_profile_occupation" AS
SELECT * FROM 'parquet/crosswalk_profile_occupation.parquet';
COMMENT ON VIEW "crosswalk_profile_occupation" IS 'One row for each mapping from an occupational profile of the handbook to an ESCO occupation. Judged mappings and suggestions are together: see review_status.';

CREATE OR REPLACE VIEW "crosswalk_title_profile" AS
SELECT * FROM 'parquet/crosswalk_title_profile.parquet';
COMMENT ON VIEW "crosswalk_title_profile" IS 'One row for each mapping from a position title of the job-series page to an occupational profile of the handbook. Judged mappings and suggestions are together: see review_status.';

CREATE OR REPLACE VIEW "crosswalk_task_nice" AS
SELECT * FROM 'parquet/crosswalk_task_nice.parquet';
COMMENT ON VIEW "crosswalk_task_nice" IS 'One row for each mapping from a task of the handbook to a statement of the NICE Framework. Identical and nearly identical statements are found by rule, and judged like the others. Judged mappings and suggestions are together: see review_status.';

CREATE OR REPLACE VIEW "crosswalk_task_dcwf" AS
SELECT * FROM 'parquet/crosswalk_task_dcwf.parquet';
COMMENT ON VIEW "crosswalk_task_dcwf" IS 'One row for each mapping from a task of the handbook to a statement of the DCWF. Identical and nearly identical statements are found by rule, and judged like the others. A task without one has no row here, and crosswalk_unmatched has no rows for the DCWF: the DCWF was not searched for each task.';

CREATE OR REPLACE VIEW "crosswalk_competency_nice" AS
SELECT * FROM 'parquet/crosswalk_competency_nice.parquet';
COMMENT ON VIEW "crosswalk_competency_nice" IS 'One row for each mapping from a competency of the handbook to a statement or a competency area of the NICE Framework. Judged mappings and suggestions are together: see review_status.';

CREATE OR REPLACE VIEW "crosswalk_profile_work_role" AS
SELECT * FROM 'parquet/crosswalk_profile_work_role.parquet';
COMMENT ON VIEW "crosswalk_profile_work_role" IS 'One row for each mapping from an occupational profile of the handbook to a work role of the NICE Framework. Judged mappings and suggestions are together: see review_status.';

CREATE OR REPLACE VIEW "crosswalk_work_role_occupation" AS
SELECT * FROM 'parquet/crosswalk_work_role_occupation.parquet';
COMMENT ON VIEW "crosswalk_work_role_occupation" IS 'One row for each mapping from a work role of the NICE Framework to an occupation of ESCO. Judged mappings and suggestions are together: see review_status.';

CREATE OR REPLACE VIEW "crosswalk_unmatched" AS
SELECT * FROM 'parquet/crosswalk_unmatched.parquet';
COMMENT ON VIEW "crosswalk_unmatched" IS 'One row for each competency, profile, position title, task or NICE work role for which a mapping was looked for and no fitting concept was found, not even a related one (SSSOM''s NoTermFound). Every competency, specialty and specialist title of series 2210 has a mapping or a row here for each target. If the release contains the NICE Framework, so does every task and every NICE work role.';

CREATE OR REPLACE VIEW "quality_findings" AS
SELECT * FROM 'parquet/quality_findings.parquet';
COMMENT ON VIEW "quality_findings" IS 'One row for each finding about the sources or the data: something a reader should know before trusting a value. A release is published with warnings and info findings; errors stop the build.';

CREATE OR REPLACE VIEW "provenance" AS
SELECT * FROM 'parquet/provenance.parquet';
COMMENT ON VIEW "provenance" IS 'One row for each passage of a source that a record was read from. Every record that comes from a text file has at least one row; a record read from several passages has several. Places in other files are in the table provenance_locators.';

CREATE OR REPLACE VIEW "provenance_locators" AS
SELECT * FROM 'parquet/provenance_locators.parquet';
COMMENT ON VIEW "provenance_locators" IS 'One row for each place that a record was read from in a source that is not a text file, such as a JSON file or a workbook. Every record that comes from such a source has at least one row, except the statements of work roles: another row of their work role says where its list begins. What comes from a text file is in the table provenance.';

CREATE OR REPLACE VIEW "source_lines" AS
SELECT * FROM 'parquet/source_lines.parquet';
COMMENT ON VIEW "source_lines" IS 'One row for each line of each source document that is a text file, with what the line is. Together the rows cover every line once, so that nothing of such a source is dropped unseen.';

CREATE OR REPLACE VIEW "withdrawn_identifiers" AS
SELECT * FROM 'parquet/withdrawn_identifiers.parquet';
COMMENT ON VIEW "withdrawn_identifiers" IS 'One row for each identifier that an earlier release published and this one no longer has, with what replaces it. A band, scope, cluster, competency, profile, task or position title of an earlier release never disappears without a row here: no release is packed without it. Records of other tables can go without one. Read from raw/withdrawn.csv.';

CREATE OR REPLACE VIEW "named_profile_competencies" AS
SELECT
  t."profile_id" AS "profile_id",
  a."name" AS "profile_name",
  a."cluster_id" AS "cluster_id",
  b."name" AS "cluster_name",
  t."competency_id" AS "competency_id",
  c."name" AS "competency_name",
  c."kind" AS "competency_kind",
  c."definition" AS "definition",
  t."profile_position" AS "profile_position"
FROM "profile_competencies" AS t
  LEFT JOIN "profiles" AS a ON t."profile_id" = a."profile_id"
  LEFT JOIN "clusters" AS b ON a."cluster_id" = b."cluster_id"
  LEFT JOIN "competencies" AS c ON t."competency_id" = c."competency_id";
COMMENT ON VIEW "named_profile_competencies" IS 'Competency × specialty: each competency that an occupational profile names, with the names of both and of the cluster.';

CREATE OR REPLACE VIEW "named_profile_tasks" AS
SELECT
  t."profile_id" AS "profile_id",
  a."name" AS "profile_name",
  t."task_id" AS "task_id",
  b."statement" AS "statement",
  b."kind" AS "task_kind",
  t."task_position" AS "task_position"
FROM "profile_tasks" AS t
  LEFT JOIN "profiles" AS a ON t."profile_id" = a."profile_id"
  LEFT JOIN "tasks" AS b ON t."task_id" = b."task_id";
COMMENT ON VIEW "named_profile_tasks" IS 'Each task that an occupational profile names, with the profile''s name and the task''s statement.';

CREATE OR REPLACE VIEW "named_competency_bands" AS
SELECT
  t."scope_id" AS "scope_id",
  a."name" AS "scope_name",
  t."competency_id" AS "competency_id",
  b."name" AS "competency_name",
  b."kind" AS "competency_kind",
  t."band_id" AS "band_id",
  c."name" AS "band_name",
  c."gs_min" AS "gs_min",
  c."gs_max" AS "gs_max",
  c."position" AS "band_position",
  t."important" AS "important",
  t."marker" AS "marker",
  d."note" AS "note"
FROM "competency_bands" AS t
  LEFT JOIN "scopes" AS a ON t."scope_id" = a."scope_id"
  LEFT JOIN "competencies" AS b ON t."competency_id" = b."competency_id"
  LEFT JOIN "bands" AS c ON t."band_id" = c."band_id"
  LEFT JOIN "competency_band_notes" AS d ON t."scope_id" = d."scope_id" AND t."competency_id" = d."competency_id" AND t."band_id" = d."band_id";
COMMENT ON VIEW "named_competency_bands" IS 'Importance of each competency at each career band, with the names, the grades of the band and what a footnote says.';

CREATE OR REPLACE VIEW "named_competency_rankings" AS
SELECT
  t."scope_id" AS "scope_id",
  a."name" AS "scope_name",
  t."competency_id" AS "competency_id",
  b."name" AS "competency_name",
  b."kind" AS "competency_kind",
  t."current_rank" AS "current_rank",
  t."future_rank" AS "future_rank",
  t."rank_change" AS "rank_change",
  t."trend" AS "trend"
FROM "competency_rankings" AS t
  LEFT JOIN "scopes" AS a ON t."scope_id" = a."scope_id"
  LEFT JOIN "competencies" AS b ON t."competency_id" = b."competency_id";
COMMENT ON VIEW "named_competency_rankings" IS 'Importance ranks now and in the future, with the names; trend says what rises, falls, enters and leaves.';

CREATE OR REPLACE VIEW "named_crosswalk_competency_skill" AS
SELECT
  t."competency_id" AS "competency_id",
  a."name" AS "competency_name",
  t."skill_uri" AS "skill_uri",
  t."predicate" AS "predicate",
  t."skill_label" AS "skill_label",
  t."skill_type" AS "skill_type",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."esco_version" AS "esco_version",
  t."comment" AS "comment"
FROM "crosswalk_competency_skill" AS t
  LEFT JOIN "competencies" AS a ON t."competency_id" = a."competency_id"
ORDER BY t."competency_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."skill_uri";
COMMENT ON VIEW "named_crosswalk_competency_skill" IS 'Crosswalk: competencies to ESCO skills, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';

CREATE OR REPLACE VIEW "named_crosswalk_profile_occupation" AS
SELECT
  t."profile_id" AS "profile_id",
  a."name" AS "profile_name",
  t."occupation_uri" AS "occupation_uri",
  t."predicate" AS "predicate",
  t."occupation_label" AS "occupation_label",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."esco_version" AS "esco_version",
  t."comment" AS "comment"
FROM "crosswalk_profile_occupation" AS t
  LEFT JOIN "profiles" AS a ON t."profile_id" = a."profile_id"
ORDER BY t."profile_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."occupation_uri";
COMMENT ON VIEW "named_crosswalk_profile_occupation" IS 'Crosswalk: profiles to ESCO occupations, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';

CREATE OR REPLACE VIEW "named_crosswalk_title_profile" AS
SELECT
  t."title_id" AS "title_id",
  a."title" AS "title_name",
  a."parenthetical_name" AS "parenthetical_name",
  a."parenthetical_code" AS "parenthetical_code",
  t."profile_id" AS "profile_id",
  b."name" AS "profile_name",
  t."predicate" AS "predicate",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."comment" AS "comment"
FROM "crosswalk_title_profile" AS t
  LEFT JOIN "series_titles" AS a ON t."title_id" = a."title_id"
  LEFT JOIN "profiles" AS b ON t."profile_id" = b."profile_id"
ORDER BY t."title_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."profile_id";
COMMENT ON VIEW "named_crosswalk_title_profile" IS 'Crosswalk: position titles to profiles, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';

CREATE OR REPLACE VIEW "named_crosswalk_task_nice" AS
SELECT
  t."task_id" AS "task_id",
  a."statement" AS "task_name",
  t."nice_statement_id" AS "nice_statement_id",
  b."statement" AS "nice_statement_name",
  t."predicate" AS "predicate",
  t."evidence" AS "evidence",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."comment" AS "comment"
FROM "crosswalk_task_nice" AS t
  LEFT JOIN "tasks" AS a ON t."task_id" = a."task_id"
  LEFT JOIN "nice_statements" AS b ON t."nice_statement_id" = b."nice_statement_id"
ORDER BY t."task_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."nice_statement_id";
COMMENT ON VIEW "named_crosswalk_task_nice" IS 'Crosswalk: tasks to NICE statements, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';

CREATE OR REPLACE VIEW "named_crosswalk_task_dcwf" AS
SELECT
  t."task_id" AS "task_id",
  a."statement" AS "task_name",
  t."dcwf_statement_id" AS "dcwf_statement_id",
  b."statement" AS "dcwf_statement_name",
  t."predicate" AS "predicate",
  t."evidence" AS "evidence",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."comment" AS "comment"
FROM "crosswalk_task_dcwf" AS t
  LEFT JOIN "tasks" AS a ON t."task_id" = a."task_id"
  LEFT JOIN "dcwf_statements" AS b ON t."dcwf_statement_id" = b."dcwf_statement_id"
ORDER BY t."task_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."dcwf_statement_id";
COMMENT ON VIEW "named_crosswalk_task_dcwf" IS 'Crosswalk: tasks to DCWF statements, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';

CREATE OR REPLACE VIEW "named_crosswalk_competency_nice" AS
SELECT
  t."competency_id" AS "competency_id",
  a."name" AS "competency_name",
  t."object_id" AS "object_id",
  coalesce((SELECT z."statement" FROM "nice_statements" AS z WHERE z."nice_statement_id" = t."object_id"), (SELECT y."name" FROM "nice_competency_areas" AS y WHERE y."nice_area_id" = t."object_id")) AS "object_name",
  t."object_kind" AS "object_kind",
  t."predicate" AS "predicate",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."comment" AS "comment"
FROM "crosswalk_competency_nice" AS t
  LEFT JOIN "competencies" AS a ON t."competency_id" = a."competency_id"
ORDER BY t."competency_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."object_id";
COMMENT ON VIEW "named_crosswalk_competency_nice" IS 'Crosswalk: competencies to NICE, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';

CREATE OR REPLACE VIEW "named_crosswalk_profile_work_role" AS
SELECT
  t."profile_id" AS "profile_id",
  a."name" AS "profile_name",
  t."work_role_id" AS "work_role_id",
  b."name" AS "work_role_name",
  t."predicate" AS "predicate",
  t."shared_tasks" AS "shared_tasks",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."comment" AS "comment"
FROM "crosswalk_profile_work_role" AS t
  LEFT JOIN "profiles" AS a ON t."profile_id" = a."profile_id"
  LEFT JOIN "nice_work_roles" AS b ON t."work_role_id" = b."work_role_id"
ORDER BY t."profile_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."work_role_id";
COMMENT ON VIEW "named_crosswalk_profile_work_role" IS 'Crosswalk: profiles to work roles, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';

CREATE OR REPLACE VIEW "named_crosswalk_work_role_occupation" AS
SELECT
  t."work_role_id" AS "work_role_id",
  a."name" AS "work_role_name",
  t."occupation_uri" AS "occupation_uri",
  b."preferred_label" AS "occupation_name",
  t."predicate" AS "predicate",
  t."recommended" AS "recommended",
  t."confidence" AS "confidence",
  t."justification" AS "justification",
  t."review_status" AS "review_status",
  t."reviewer" AS "reviewer",
  t."esco_version" AS "esco_version",
  t."comment" AS "comment"
FROM "crosswalk_work_role_occupation" AS t
  LEFT JOIN "nice_work_roles" AS a ON t."work_role_id" = a."work_role_id"
  LEFT JOIN "esco_occupations" AS b ON t."occupation_uri" = b."occupation_uri"
ORDER BY t."work_role_id", t."recommended" DESC, CASE t."predicate" WHEN 'exactMatch' THEN 1 WHEN 'closeMatch' THEN 2 WHEN 'broadMatch' THEN 3 WHEN 'narrowMatch' THEN 4 WHEN 'relatedMatch' THEN 5 END, t."confidence" DESC NULLS LAST, t."occupation_uri";
COMMENT ON VIEW "named_crosswalk_work_role_occupation" IS 'Crosswalk: work roles to occupations, with the labels of both sides: for each subject the recommended mapping first, where the table names one, then by relation and confidence.';
