package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
	"github.com/fwci-open-data/fwci/export/change"
	"github.com/fwci-open-data/fwci/extract"
	"github.com/fwci-open-data/fwci/schemas"
	"github.com/fwci-open-data/fwci/transform/crosswalk"
	"github.com/fwci-open-data/fwci/transform/dataset"
	"github.com/fwci-open-data/fwci/transform/identity"
	"github.com/fwci-open-data/fwci/transform/role"
)

// builder makes the models of the pages. It holds the dataset, and the dataset's records by identifier.
type builder struct {
	d         *dataset.Dataset
	documents map[string]extract.Document // by source_id
	corrected bool                        // whether a declared correction changed a source
	artifacts []artifact.Artifact
	media     map[string]string            // media types of the artifacts by path
	sums      map[string]string            // SHA-256 of the artifacts by path
	labels    map[string]map[string]string // what records are called, by table and key
	chrome    chrome

	competencies map[string]dataset.Competency
	profiles     map[string]dataset.Profile
	clusters     map[string]dataset.Cluster
	tasks        map[string]dataset.Task
	bands        map[string]dataset.Band
	scopes       map[string]dataset.Scope
	titles       map[string]dataset.SeriesTitle
	occupations  map[string]dataset.ESCOOccupation
	skills       map[string]dataset.ESCOSkill

	competencyProfiles map[string][]string // profile_ids by competency_id
	profileCompetency  map[string][]string // competency_ids by profile_id
	taskProfiles       map[string][]string
	profileTasks       map[string][]string
	bandCells          map[string][]dataset.CompetencyBand // by competency_id
	bandNotes          map[cellKey]string
	scopeBands         map[string][]string // band_ids that a scope's table has, in order
	scopeCells         map[string][]dataset.CompetencyBand
	scopeRanks         map[string][]dataset.CompetencyRanking
	scopeOrder         map[string]int               // its place among the scopes
	clusterScope       map[string]string            // scope_id by cluster_id; of the whole series by ""
	clusterMembers     map[string][]dataset.Profile // specialties by cluster_id; the whole series' profile by ""
	workTypes          map[string][]dataset.ClusterWorkType
	aliases            map[string][]dataset.CompetencyAlias
	ranks              map[string][]dataset.CompetencyRanking
	rows               map[string][]*mapping  // by kind of mapping
	judged             string                 // who judged them
	ofSubject          map[kindKey][]*mapping // by kind and subject
	ofObject           map[kindKey][]*mapping
	unmatched          map[recordKey][]dataset.Unmatched
	occupationSkills   map[string][]dataset.ESCOOccupationSkill
	occupationPage     map[string]bool // whether an occupation has a page of its own
	provenance         map[recordKey][]dataset.Provenance
	findings           map[recordKey][]dataset.Finding // by the thing that a finding speaks of
	fields             map[string]schemas.Table
	present            []schemas.Table                   // the tables that the dataset has
	mapped             []crosswalk.Kind                  // the kinds of mappings that it has
	dcwfRoles          map[string][]dataset.DCWFWorkRole // by the NICE work role that they name, "" for none
	firstRole          map[string]string                 // of the NICE work roles that have a statement, the first
	roles              *role.Index
	known              map[[2]string]role.Role // by profile and band, once asked for
	needRows           map[needKey]needRow     // that several pages show
	changes            []*change.Report        // between releases, the newest first
}

// cellKey is a cell of a table of bands.
type cellKey struct{ scope, competency, band string }

// recordKey names a record of a table.
type recordKey struct{ table, key string }

func newBuilder(d *dataset.Dataset, raw *extract.Raw, artifacts []artifact.Artifact) *builder {
	b := &builder{d: d, artifacts: artifacts, sums: map[string]string{}, media: map[string]string{}, labels: map[string]map[string]string{}}
	for _, a := range artifacts {
		b.media[a.Path] = a.MediaType
	}
	b.competencies = byKey(d.Competencies, func(r dataset.Competency) string { return r.CompetencyID })
	b.profiles = byKey(d.Profiles, func(r dataset.Profile) string { return r.ProfileID })
	b.clusters = byKey(d.Clusters, func(r dataset.Cluster) string { return r.ClusterID })
	b.tasks = byKey(d.Tasks, func(r dataset.Task) string { return r.TaskID })
	b.bands = byKey(d.Bands, func(r dataset.Band) string { return r.BandID })
	b.scopes = byKey(d.Scopes, func(r dataset.Scope) string { return r.ScopeID })
	b.titles = byKey(d.SeriesTitles, func(r dataset.SeriesTitle) string { return r.TitleID })
	b.occupations = byKey(d.ESCOOccupations, func(r dataset.ESCOOccupation) string { return r.OccupationURI })
	b.skills = byKey(d.ESCOSkills, func(r dataset.ESCOSkill) string { return r.SkillURI })
	b.present, b.mapped = schemas.Present(d.Has), crosswalk.Present(d)
	b.fields = byKey(schemas.Tables(), func(t schemas.Table) string { return t.Name })
	b.documents = map[string]extract.Document{}
	if raw != nil {
		b.documents = byKey(raw.Documents, func(r extract.Document) string { return r.Source.ID })
		b.corrected = len(raw.Corrections) > 0
	}
	b.relate()
	b.relateScopes()
	b.relateCrosswalk()
	b.relateFindings()
	b.roles, b.known = role.NewIndex(d), map[[2]string]role.Role{}
	b.needRows = map[needKey]needRow{}
	b.chrome = newChrome(d.Info)
	return b
}

// relate fills the lookups between the handbook's records.
func (b *builder) relate() {
	d := b.d
	b.competencyProfiles, b.profileCompetency = map[string][]string{}, map[string][]string{}
	for _, r := range d.ProfileCompetencies {
		b.competencyProfiles[r.CompetencyID] = append(b.competencyProfiles[r.CompetencyID], r.ProfileID)
		b.profileCompetency[r.ProfileID] = append(b.profileCompetency[r.ProfileID], r.CompetencyID)
	}
	b.taskProfiles, b.profileTasks = map[string][]string{}, map[string][]string{}
	for _, r := range d.ProfileTasks {
		b.taskProfiles[r.TaskID] = append(b.taskProfiles[r.TaskID], r.ProfileID)
		b.profileTasks[r.ProfileID] = append(b.profileTasks[r.ProfileID], r.TaskID)
	}
	b.bandCells = group(d.CompetencyBands, func(r dataset.CompetencyBand) string { return r.CompetencyID })
	b.bandNotes = map[cellKey]string{}
	for _, r := range d.CompetencyBandNotes {
		b.bandNotes[cellKey{r.ScopeID, r.CompetencyID, r.BandID}] = r.Note
	}
	b.aliases = group(d.CompetencyAliases, func(r dataset.CompetencyAlias) string { return r.CompetencyID })
	b.ranks = group(d.CompetencyRankings, func(r dataset.CompetencyRanking) string { return r.CompetencyID })
	b.provenance = map[recordKey][]dataset.Provenance{}
	for _, r := range d.Provenance {
		key := recordKey{r.TableName, r.RecordKey}
		b.provenance[key] = append(b.provenance[key], r)
		b.relateLines(r)
	}
}

// relateScopes fills the lookups by scope and by cluster.
func (b *builder) relateScopes() {
	d := b.d
	b.scopeCells = group(d.CompetencyBands, func(r dataset.CompetencyBand) string { return r.ScopeID })
	b.scopeRanks = group(d.CompetencyRankings, func(r dataset.CompetencyRanking) string { return r.ScopeID })
	b.clusterMembers = group(d.Profiles, func(r dataset.Profile) string { return dataset.OrEmpty(r.ClusterID) })
	b.workTypes = group(d.ClusterWorkTypes, func(r dataset.ClusterWorkType) string { return r.ClusterID })
	b.scopeOrder, b.clusterScope = map[string]int{}, map[string]string{}
	for i, s := range d.Scopes {
		b.scopeOrder[s.ScopeID] = i
		if _, known := b.clusterScope[dataset.OrEmpty(s.ClusterID)]; !known {
			b.clusterScope[dataset.OrEmpty(s.ClusterID)] = s.ScopeID
		}
	}
	b.scopeBands = map[string][]string{}
	for _, r := range d.CompetencyBands {
		if !slices.Contains(b.scopeBands[r.ScopeID], r.BandID) {
			b.scopeBands[r.ScopeID] = append(b.scopeBands[r.ScopeID], r.BandID)
		}
	}
	for _, bands := range b.scopeBands {
		slices.SortFunc(bands, func(x, y string) int { return cmp.Compare(b.bands[x].Position, b.bands[y].Position) })
	}
}

// relateLines files the lines of a competency's cells, ranks, aliases and places in profiles under the
// competency too: it is read from all of them.
func (b *builder) relateLines(r dataset.Provenance) {
	for _, thing := range b.things(r.TableName, r.RecordKey) {
		if thing.table == "competencies" && r.TableName != thing.table {
			b.provenance[thing] = append(b.provenance[thing], r)
		}
	}
}

// relateCrosswalk fills the lookups of mappings and of ESCO's own relations.
func (b *builder) relateCrosswalk() {
	d := b.d
	b.dcwfRoles = group(d.DCWFWorkRoles, func(r dataset.DCWFWorkRole) string { return dataset.OrEmpty(r.WorkRoleID) })
	b.occupationSkills = group(d.ESCOOccupationSkills, func(r dataset.ESCOOccupationSkill) string { return r.OccupationURI })
	b.unmatched = map[recordKey][]dataset.Unmatched{}
	for _, r := range d.Unmatched {
		key := recordKey{r.SubjectTable, r.SubjectID}
		b.unmatched[key] = append(b.unmatched[key], r)
	}
	b.occupationPage = map[string]bool{}
	for _, r := range d.ESCOOccupations {
		b.occupationPage[r.OccupationURI] = r.SourceID != nil
	}
	b.relateMappings()
}

// relateFindings files each finding under every thing that its record's key names: a finding about a cell
// of a profile's table is on the profile's page and on the competency's.
func (b *builder) relateFindings() {
	b.findings = map[recordKey][]dataset.Finding{}
	for _, f := range b.d.Findings {
		for _, thing := range b.things(dataset.OrEmpty(f.TableName), dataset.OrEmpty(f.RecordKey)) {
			b.findings[thing] = append(b.findings[thing], f)
		}
	}
}

// things returns the records that a record's key names.
func (b *builder) things(table, key string) []recordKey {
	var found []recordKey
	columns, values := b.fields[table].PrimaryKey, strings.Split(key, "|")
	for i, column := range columns {
		if subject := identity.Table(column); subject != "" && len(columns) == len(values) {
			found = append(found, recordKey{subject, values[i]})
		}
	}
	return found
}

func newChrome(info dataset.Info) chrome {
	brand, subject, _ := strings.Cut(info.Title, ": ")
	return chrome{
		Brand: brand, Subject: subject, Version: info.Version, Issued: info.Issued, Language: cmp.Or(info.Language, "en"),
		License: link{info.License.URL, info.License.Title}, Credits: info.Credits, Tracker: tracker(info),
	}
}

// byKey returns records by their key.
func byKey[R any](records []R, key func(R) string) map[string]R {
	found := make(map[string]R, len(records))
	for _, r := range records {
		found[key(r)] = r
	}
	return found
}

// group returns the records of each key, in their order.
func group[R any](records []R, key func(R) string) map[string][]R {
	found := map[string][]R{}
	for _, r := range records {
		found[key(r)] = append(found[key(r)], r)
	}
	return found
}
