package escodata

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/fwci-open-data/fwci/extract/source"
)

// workers is how many files are read at once. Two take the load off the one large relation file; each
// file's result is kept separate until all are read, so that order never depends on it.
const workers = 2

// English is the language whose texts the reviewed mappings were judged on, as file names give it.
const English = "en"

// Load reads the files of one ESCO download: each path is a zip, a folder or a single CSV file, and
// together they may hold all files or some of them. It fails, with source.Problems naming file and row
// where there is one, when a file cannot be used as it is, when files of two versions or languages are
// given, when a file is given twice, or when no file names a concept. What is only missing or inconsistent,
// as in the published downloads, is recorded in the Classification.
func Load(paths []string) (*Classification, error) { return loadOne(paths, nil) }

// LoadFor reads what is needed to rank the concepts of some types: their texts, and of other concepts only
// the URIs, labels and codes that relations lead to. Missing is complete; Problems are only those of what was read.
// It fails as Load does.
func LoadFor(paths []string, types ...Type) (*Classification, error) { return loadOne(paths, types) }

func loadOne(paths []string, types []Type) (*Classification, error) {
	in, found, err := find(paths)
	if err != nil {
		return nil, err
	}
	defer in.close()
	if len(found) > 1 {
		return nil, apart(found[0], found[1])
	}
	c, err := in.load(found[0], types, workers)
	if describes := func(f *input) bool { return f.kind.concept != "" }; err == nil && types != nil && !slices.ContainsFunc(found[0].files, describes) {
		return nil, fmt.Errorf("the files given have no skill and no occupation: without %v there is nothing to match", c.Missing)
	}
	return c, err
}

// LoadAll reads the files of one or more downloads, which differ in version or language: the newest one in
// English first, then the others by version, and of one version English first. A download in another language
// whose version is not known is a translation of the newest in English that its content allows. LoadAll fails as
// Load does, and when two are of one version and language.
func LoadAll(paths []string) ([]*Classification, error) {
	in, found, err := find(paths)
	if err != nil {
		return nil, err
	}
	defer in.close()
	var all []*Classification
	for _, g := range found {
		c, err := in.load(g, nil, workers)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	order := func(a, b *Classification) int {
		return cmp.Or(compareVersions(zeroed(b.Version), zeroed(a.Version)), foreign(a.Language)-foreign(b.Language))
	}
	slices.SortStableFunc(all, order)
	joinTranslations(all)
	slices.SortStableFunc(all, order)
	for i, c := range all[1:] {
		if before := all[i]; before.Version == c.Version && before.Language == c.Language {
			return nil, fmt.Errorf("two downloads of the same version and language: %s and %s; give each once, and name the folders by their versions", before.Files[0].Name, c.Files[0].Name)
		}
	}
	if at := slices.IndexFunc(all, func(c *Classification) bool { return c.Language == English }); at > 0 {
		english := all[at]
		copy(all[1:at+1], all[:at])
		all[0] = english
	}
	return all, nil
}

// joinTranslations gives downloads in other languages whose version is not known that of the first one in
// English that their content allows.
func joinTranslations(all []*Classification) {
	for _, c := range all {
		if c.Version != "" || c.Language == "" || c.Language == English {
			continue
		}
		at := slices.IndexFunc(all, func(other *Classification) bool {
			return other.Language == English && other.Version != "" && c.allowed.holds(other.Version)
		})
		if at >= 0 {
			c.Version, c.VersionBasis = all[at].Version, "not stated; read as a translation of the English download next to it, whose version its content allows"
		}
	}
}

func zeroed(version string) string {
	if version == "" {
		return "0"
	}
	return version
}

// find lists the files below the paths and parts them into downloads. The caller closes the inputs.
func find(paths []string) (*inputs, []*group, error) {
	if len(paths) == 0 {
		return nil, nil, errors.New("no path of an ESCO download given")
	}
	in := &inputs{}
	for _, path := range paths {
		if err := in.addPath(path); err != nil {
			in.close()
			return nil, nil, err
		}
	}
	found, err := in.sorted(paths)
	if err != nil {
		in.close()
		return nil, nil, err
	}
	return in, found, nil
}

// sorted sorts the files by name and parts them, and refuses a file given twice and paths without any
// ESCO file that is read.
func (in *inputs) sorted(paths []string) ([]*group, error) {
	sort.SliceStable(in.files, func(i, j int) bool { return in.files[i].name < in.files[j].name })
	sort.Strings(in.ignored)
	var stated int64
	readable := 0
	for _, f := range in.files {
		if f.former {
			return nil, fmt.Errorf("%s is a file of ESCO 1.0; %s", f.name, readFrom)
		}
		if f.kind.read != nil {
			readable++
		}
		if stated += f.size; f.size > MaxFileBytes || stated > MaxTotalBytes {
			return nil, fmt.Errorf("%s has %d bytes and the files up to it %d; at most %d and %d are read", f.name, f.size, stated, MaxFileBytes, MaxTotalBytes)
		}
	}
	if readable == 0 {
		return nil, in.nothing(paths)
	}
	return groups(in.files)
}

func (in *inputs) nothing(paths []string) error {
	found := "nothing"
	if len(in.ignored) > 0 {
		found = fmt.Sprintf("%d other files, such as %s", len(in.ignored), in.ignored[0])
		if slices.ContainsFunc(in.ignored, func(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".zip") }) {
			found += "; unpack the zip that lies inside the zip first"
		}
	}
	return fmt.Errorf("no file of an ESCO download in %q; expected names such as skills_en.csv, found %s", paths, found)
}

// load reads the files of a group, so many at once.
func (in *inputs) load(g *group, types []Type, workers int) (*Classification, error) {
	w := wants(g.files, types)
	parts, err := readAll(w, workers)
	if err != nil {
		return nil, err
	}
	return assemble(in, g, parts, w)
}

// A want is a file and how much of it is read.
type want struct {
	*input
	how how
}

type how int

const (
	passed  how = iota // only its name is of use
	whole              // everything
	anchors            // of its concepts only URI, type, label and codes
)

// wants decides what is read of each file. Without types everything is. For types, the other concepts are
// read only as ends of relations, a collection only for the concepts that it tags, and files that say
// nothing of the types not at all.
func wants(files []*input, types []Type) []want {
	given := map[string]bool{}
	stated := false
	for _, f := range files {
		given[f.kind.name] = true
		stated = stated || f.version.value != ""
	}
	list := make([]want, len(files))
	for i, f := range files {
		list[i] = want{f, needed(f.kind, types, given, stated)}
	}
	return list
}

func needed(k *kind, types []Type, given map[string]bool, versionStated bool) how {
	skills, occupations := slices.Contains(types, Skill), slices.Contains(types, Occupation) || slices.Contains(types, ISCOGroup)
	switch {
	case k.read == nil:
		return passed
	case len(types) == 0:
		return whole
	case k.concept != "":
		return conceptsNeeded(k, types, given)
	case k.name == "conceptSchemes" && versionStated:
		return passed
	case (k.name == SkillSkillsFile || k.name == BroaderSkillsFile) && !skills:
		return passed
	case k.name == BroaderOccupations && !occupations:
		return passed
	}
	return whole
}

func conceptsNeeded(k *kind, types []Type, given map[string]bool) how {
	wanted := slices.Contains(types, k.concept)
	switch {
	case wanted && (k.tag == "" || !given[mainFile(k.concept)]):
		return whole
	case wanted && (k.tag == "digital" || k.tag == "digComp"), k.name == OccupationsFile, k.name == SkillsFile && slices.Contains(types, Occupation):
		return anchors
	}
	return passed
}

// readAll reads the files, the largest first, and returns their parts in the order of files. Problems
// of all files are gathered.
func readAll(files []want, workers int) ([]*part, error) {
	var order []int
	for i, f := range files {
		if f.how != passed {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return files[order[i]].size > files[order[j]].size })
	parts, errs := make([]*part, len(files)), make([]error, len(files))
	var next atomic.Int64
	var total atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(order)); i = next.Add(1) - 1 {
				parts[order[i]], errs[order[i]] = open(files[order[i]], &total)
			}
		})
	}
	group.Wait()
	return slices.DeleteFunc(parts, func(p *part) bool { return p == nil }), gather(errs)
}

// gather joins the problems of all files; another error comes before them.
func gather(errs []error) error {
	var all source.Problems
	for _, err := range errs {
		var problems source.Problems
		switch {
		case err == nil:
		case errors.As(err, &problems):
			all = append(all, problems...)
		default:
			return err
		}
	}
	return all.Err()
}

func open(f want, total *atomic.Int64) (*part, error) {
	r, err := f.open()
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", f.name, err)
	}
	defer r.Close()
	return readFile(f, &byteGuard{r: r, file: f.input, total: total})
}
