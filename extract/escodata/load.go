package escodata

import (
	"errors"
	"fmt"
	"sort"
	"sync"
	"sync/atomic"

	"github.com/fwci-open-data/fwci/extract/source"
)

// workers is how many files are read at once. Two take the load off the one large relation file; each
// file's result is kept apart until all are read, so that order never depends on it.
const workers = 2

// Load reads the files of one ESCO download: each path is a zip or a folder, and together they may hold
// all files or some of them. It fails, with source.Problems naming file and row where there is one, when
// a file cannot be used as it stands, when files of two versions or languages are given, when a file is
// given twice, or when the paths hold neither a skill nor an occupation. What is only missing or
// inconsistent, as in the published downloads, is recorded in the Classification.
func Load(paths []string) (*Classification, error) {
	if len(paths) == 0 {
		return nil, errors.New("no path of an ESCO download given")
	}
	in := &inputs{}
	defer in.close()
	for _, path := range paths {
		if err := in.addPath(path); err != nil {
			return nil, err
		}
	}
	return in.load(paths, workers)
}

// load reads the files that were found, so many at once.
func (in *inputs) load(paths []string, workers int) (*Classification, error) {
	if err := in.check(paths); err != nil {
		return nil, err
	}
	parts, err := readAll(in.files, workers)
	if err != nil {
		return nil, err
	}
	return assemble(in, parts)
}

// check sorts the files by name and refuses a file given twice and paths without any ESCO file.
func (in *inputs) check(paths []string) error {
	sort.Slice(in.files, func(i, j int) bool { return in.files[i].name < in.files[j].name })
	sort.Strings(in.ignored)
	if len(in.files) == 0 {
		found := "nothing"
		if len(in.ignored) > 0 {
			found = fmt.Sprintf("%d other files, such as %s", len(in.ignored), in.ignored[0])
		}
		return fmt.Errorf("no file of an ESCO download in %q; expected names such as skills_en.csv, found %s", paths, found)
	}
	if _, err := statedVersion(in.versions); err != nil {
		return err
	}
	seen := map[*kind]*input{}
	var stated int64
	for _, f := range in.files {
		if first := seen[f.kind]; first != nil {
			return fmt.Errorf("%s is given twice: %s and %s", f.kind.name, first.name, f.name)
		}
		seen[f.kind] = f
		if stated += f.size; f.size > MaxFileBytes || stated > MaxTotalBytes {
			return fmt.Errorf("%s has %d bytes and the files up to it %d; at most %d and %d are read", f.name, f.size, stated, MaxFileBytes, MaxTotalBytes)
		}
	}
	return nil
}

// readAll reads the files, the largest first, and returns their parts in the order of files. Problems
// of all files are gathered.
func readAll(files []*input, workers int) ([]*part, error) {
	order := make([]int, len(files))
	for i := range order {
		order[i] = i
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
	return parts, gather(errs)
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

func open(f *input, total *atomic.Int64) (*part, error) {
	r, err := f.open()
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", f.name, err)
	}
	defer r.Close()
	return readFile(f, &byteGuard{r: r, file: f, total: total})
}
