package escodata

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A group is the files of one download: of one version in one language.
type group struct {
	version  claim // as names state it; empty where none does
	language string
	files    []*input
}

// groups parts the files by the version that names state and by language. Files without a version belong
// to the only version that is stated, unless it has such a file already; relation files without a language
// belong to the first language of their version.
func groups(files []*input) ([]*group, error) {
	var all []*group
	for _, versioned := range byVersion(files) {
		all = append(all, byLanguage(versioned)...)
	}
	for _, g := range all {
		if err := g.refuseDoubles(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func byVersion(files []*input) []*group {
	var stated []*group
	var silent []*input
	for _, f := range files {
		if f.version.value == "" {
			silent = append(silent, f)
			continue
		}
		at := slices.IndexFunc(stated, func(g *group) bool { return sameVersion(g.version.value, f.version.value) })
		if at < 0 {
			at = len(stated)
			stated = append(stated, &group{})
		}
		g := stated[at]
		g.files = append(g.files, f)
		if len(f.version.value) > len(g.version.value) {
			g.version = f.version
		}
	}
	if len(silent) == 0 {
		return stated
	}
	if len(stated) == 0 {
		stated = append(stated, &group{})
	}
	if joined := append(slices.Clone(stated[0].files), silent...); len(stated) == 1 && (&group{files: joined}).double() == nil {
		stated[0].files = joined
		return stated
	}
	if len(stated[0].files) == 0 {
		stated = nil
	}
	return append(stated, byRoot(silent)...)
}

// byRoot parts files by the path that was given.
func byRoot(files []*input) []*group {
	var all []*group
	at := map[string]*group{}
	for _, f := range files {
		if at[f.root] == nil {
			at[f.root] = &group{}
			all = append(all, at[f.root])
		}
		at[f.root].files = append(at[f.root].files, f)
	}
	return all
}

// byLanguage parts a group. English comes first, then the others by name.
func byLanguage(g *group) []*group {
	var languages []string
	for _, f := range g.files {
		if f.language != "" && !slices.Contains(languages, f.language) {
			languages = append(languages, f.language)
		}
	}
	if len(languages) < 2 {
		g.language = strings.Join(languages, "")
		return []*group{g}
	}
	slices.SortFunc(languages, func(a, b string) int { return cmp.Or(cmp.Compare(foreign(a), foreign(b)), cmp.Compare(a, b)) })
	all := make([]*group, len(languages))
	for i, language := range languages {
		all[i] = &group{version: g.version, language: language}
		for _, f := range g.files {
			if f.language == language || f.language == "" && i == 0 {
				all[i].files = append(all[i].files, f)
			}
		}
	}
	return all
}

func foreign(language string) int {
	if language == English {
		return 0
	}
	return 1
}

// double returns the first two files of one kind and language, nil where there are none.
func (g *group) double() []*input {
	type key struct {
		kind     *kind
		language string
	}
	seen := map[key]*input{}
	for _, f := range g.files {
		at := key{f.kind, f.language}
		if first := seen[at]; first != nil {
			return []*input{first, f}
		}
		seen[at] = f
	}
	return nil
}

func (g *group) refuseDoubles() error {
	if twice := g.double(); twice != nil {
		return fmt.Errorf("%s is given twice: %s and %s", twice[0].kind.name, twice[0].name, twice[1].name)
	}
	return nil
}

// apart says how two groups differ, for a command that reads one.
func apart(a, b *group) error {
	first, second := a.files[0], b.files[0]
	switch {
	case a.language != b.language && sameVersion(a.version.value, b.version.value):
		return fmt.Errorf("two languages in one call: %s is in %q, %s is in %q; give files of one language", a.spoken().name, a.language, b.spoken().name, b.language)
	case a.version.value != "" && b.version.value != "":
		return fmt.Errorf("two versions of ESCO in one call: %s is version %s, %s is version %s; give files of one version",
			a.version.place, a.version.value, b.version.place, b.version.value)
	}
	return fmt.Errorf("two downloads of ESCO in one call: %s and %s; give the files of one", first.name, second.name)
}

// spoken returns the first file whose name states the language of the group.
func (g *group) spoken() *input {
	for _, f := range g.files {
		if f.language == g.language {
			return f
		}
	}
	return g.files[0]
}
