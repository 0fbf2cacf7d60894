package escodata

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

const digitalHeader = "conceptType,conceptUri,preferredLabel,skillType,reuseLevel,altLabels,description\n"

// folder writes files below a folder of that name; a name may hold slashes.
func folder(t *testing.T, name string, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	for file, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// occupations writes rows of the columns of version 1.2.1 that differ: URI, label, date, description, NACE code.
func occupations(header string, rows ...string) string {
	return header + strings.Join(rows, "\n") + "\n"
}

const (
	header111 = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,description,code\n"
	header121 = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,description,code,naceCode\n"
	keeper    = "Occupation," + uri + "occupation/1,2522,system keeper,,,released,2025-07-31T09:38:59.5Z,Looks after computers.,2522.1,"
	keeper2   = "Occupation," + uri + "occupation/1,2522,system keeper,,,released,2025-07-31T09:38:59Z,Looks after computers.,2522.1,"
)

// Rows that agree in all but their date are one concept; the later date counts, whatever its spelling.
func TestRowsThatDifferInTheirDateAreOne(t *testing.T) {
	for name, rows := range map[string][]string{"the later row first": {keeper, keeper2}, "the later row last": {keeper2, keeper}} {
		c := load(t, folder(t, "esco", map[string]string{"occupations_en.csv": occupations(header121, rows...)}))
		if c.Count(Occupation) != 1 || c.Concepts[0].Modified != "2025-07-31T09:38:59.5Z" {
			t.Errorf("%s: %d occupations, %+v; expected one of the later date", name, c.Count(Occupation), c.Concepts)
		}
		if len(c.Problems) != 1 || c.Problems[0].Rule != "esco-double" || c.Problems[0].Line != 3 || !strings.Contains(c.Problems[0].Message, "line 2") {
			t.Errorf("%s: problems %v; expected one that names lines 2 and 3", name, c.Problems)
		}
	}
	c := load(t, folder(t, "esco", map[string]string{
		"occupations_en.csv":              occupations(header121, keeper),
		"skills_en.csv":                   small()["skills_en.csv"],
		"occupationSkillRelations_en.csv": "occupationUri,relationType,skillUri\n" + strings.Repeat(uri+"occupation/1,essential,"+uri+"skill/1\n", 2) + uri + "occupation/1,optional," + uri + "skill/1\n",
	}))
	if id, _ := c.ByURI(uri + "skill/1"); len(c.OccupationSkills) != 2 || len(c.Occupations(id)) != 1 {
		t.Errorf("relations %v, occupations %v; expected the double once, and one occupation of the skill", c.OccupationSkills, c.Occupations(id))
	}
	if len(c.Problems) != 1 || c.Problems[0].Line != 3 {
		t.Errorf("problems %v; expected the row on line 3", c.Problems)
	}
}

func TestVersionIsToldByProofThenByName(t *testing.T) {
	bare := map[string]string{"occupations_en.csv": occupations(header111, strings.TrimSuffix(keeper, ","))}
	with := func(file, text string) map[string]string {
		files := map[string]string{file: text}
		for name, text := range bare {
			if files[name] == "" {
				files[name] = text
			}
		}
		return files
	}
	tracing := occupations(header111, strings.TrimSuffix(strings.Replace(keeper, uri+"occupation/1", uri+"occupation/46d0568d-7415-4643-94aa-89d2470fbe3c", 1), ","))
	writer := strings.Replace(tracing, "46d0568d-7415-4643-94aa-89d2470fbe3c", "01d74409-5303-4b5c-8925-0cc21c4da8ee", 1)
	both := func(occupations string) map[string]string {
		return map[string]string{"occupations_en.csv": occupations, "digitalSkillsCollection_en.csv": digitalHeader}
	}
	city := func(group string) map[string]string {
		return map[string]string{"occupations_en.csv": writer + strings.NewReplacer("occupation/1", "occupation/8d463763-5d38-4f47-903c-1c4df32141c1", "2522,", group+",").Replace(strings.TrimSuffix(keeper, ",")) + "\n"}
	}
	for _, test := range []struct {
		name, folder, version, basis string
		files                        map[string]string
	}{
		{"nothing tells", "esco", "", "nothing in the content proves one", bare},
		{"a name", "esco-v1.1.1", "1.1.1", "stated in the name esco-v1.1.1", bare},
		{"a column", "esco", "1.2.1", "proved by the content: the column naceCode", with("occupations_en.csv", occupations(header121, keeper))},
		{"a file", "esco", "1.2.1", "the file greenShareOcc", with("greenShareOcc_en.csv", "conceptType,conceptUri,code,preferredLabel,greenShare\n")},
		{"another file", "esco", "1.2.1", "the file dictionary", with("dictionary_en.csv", "filename,data header,property,description\n")},
		{"a name of a later version", "esco-v1.3.0", "1.3.0", "stated in the name", with("occupations_en.csv", occupations(header121, keeper))},
		{"a name that the content contradicts", "esco-v1.1.1", "1.2.1", "the column naceCode", with("occupations_en.csv", occupations(header121, keeper))},
		{"a dropped occupation", "esco", "1.1.1", "contact tracing agent", both(tracing)},
		{"the former name of a collection", "esco", "1.1.0", "ictSkillsCollection", with("ictSkillsCollection_en.csv", digitalHeader)},
		{"an added occupation alone", "esco", "", "it may be 1.2.0 or 1.2.1 or later", both(writer)},
		{"an added occupation and an old group", "esco", "1.2.0", "2421", city("2421")},
		{"an added occupation and a new group", "esco", "1.2.1", "2164", city("2164")},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := load(t, folder(t, test.folder, test.files))
			if c.Version != test.version || !strings.Contains(c.VersionBasis, test.basis) {
				t.Errorf("version %q: %s; expected %q: … %s", c.Version, c.VersionBasis, test.version, test.basis)
			}
			contradicted := slices.ContainsFunc(c.Problems.Sorted(), func(p source.Problem) bool { return p.Rule == "esco-version-name" })
			if contradicted != (test.name == "a name that the content contradicts") {
				t.Errorf("problems %v", c.Problems)
			}
		})
	}
}

// As many rows as a version has prove nothing.
func TestNumberOfRowsProvesNoVersion(t *testing.T) {
	rows := make([]string, 3039)
	for i := range rows {
		rows[i] = strings.TrimSuffix(strings.Replace(keeper, "occupation/1", "occupation/"+strings.Repeat("x", i%7)+string(rune('a'+i%26))+strings.Repeat("y", i/26), 1), ",")
	}
	if c := load(t, folder(t, "esco", map[string]string{"occupations_en.csv": occupations(header111, rows...)})); c.Version != "" || c.Count(Occupation) < 3000 {
		t.Errorf("version %q of %d occupations; expected none", c.Version, c.Count(Occupation))
	}
}

func TestContentOfTwoVersionsIsRefused(t *testing.T) {
	dropped := strings.Replace(keeper, uri+"occupation/1", uri+"occupation/46d0568d-7415-4643-94aa-89d2470fbe3c", 1)
	_, err := Load([]string{folder(t, "esco", map[string]string{"occupations_en.csv": occupations(header121, dropped)})})
	if err == nil || !strings.Contains(err.Error(), "two versions of ESCO in one call: the column naceCode is in version 1.2.1 and later, the occupation contact tracing agent in version 1.1.1 and earlier") {
		t.Errorf("error %v", err)
	}
}

func TestShapesThatPeopleHave(t *testing.T) {
	one := occupations(header111, strings.TrimSuffix(keeper, ","))
	packedBack := pack(t, "x.zip", map[string]string{`esco\`: "", `esco\digitalSkillsCollection_en.csv`: digitalHeader + "KnowledgeSkillCompetence," + uri + "skill/1,a skill,knowledge,cross-sector,,Text\n"})
	nested := folder(t, "esco", map[string]string{"occupations_en.csv": one, ".DS_Store": "x", "._occupations_en.csv": "x", "__MACOSX/._y.zip": "x", "desktop.ini": "x", "Thumbs.db": "x", "~$notes.csv": "x", "notes.txt": "x"})
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(nested, link); err != nil {
		link = nested // no symbolic links here
	}
	semicolons := strings.NewReplacer(",", ";").Replace(one)
	for name, path := range map[string]string{
		"a single file":               filepath.Join(nested, "occupations_en.csv"),
		"a file manager's leavings":   nested,
		"a link to a folder":          link,
		"a second copy":               filepath.Join(folder(t, "esco", map[string]string{"occupations_en (1).csv": one}), "occupations_en (1).csv"),
		"a zip with leavings":         pack(t, "x.zip", map[string]string{"a/occupations_en.csv": one, "a/.DS_Store": "x", "a/__MACOSX/._occupations_en.csv": "x", "Thumbs.db": "x"}),
		"a zip with backslashes":      packedBack,
		"nameless columns":            folder(t, "esco", map[string]string{"occupations_en.csv": strings.ReplaceAll(one, "\n", ",,\n")}),
		"nameless columns of nothing": folder(t, "esco", map[string]string{"occupations_en.csv": strings.Replace(one, "\n", ",,\n", 1)}),
		"semicolons":                  folder(t, "esco", map[string]string{"occupations_en.csv": semicolons}),
		"rows without a value":        folder(t, "esco", map[string]string{"occupations_en.csv": strings.ReplaceAll(one, "\n", "\n,,,,,,,,,\n")}),
		"a copy that Finder makes":    folder(t, "esco", map[string]string{"occupations_en copy 2.csv": one}),
		"a zip of the folder itself":  pack(t, "x.zip", map[string]string{"./": "", "./occupations_en.csv": one}),
		"tabs":                        folder(t, "esco", map[string]string{"occupations_en.csv": strings.ReplaceAll(one, ",", "\t")}),
	} {
		t.Run(name, func(t *testing.T) {
			c := load(t, path)
			if len(c.Concepts) != 1 || !c.Concepts[0].Described || c.Language != "en" {
				t.Errorf("read %+v in %q; expected one concept in English", c.Concepts, c.Language)
			}
			if slices.ContainsFunc(c.Ignored, func(name string) bool { return isPassedOver(filepath.Base(name)) }) {
				t.Errorf("ignored %q", c.Ignored)
			}
		})
	}
	if c := load(t, nested); len(c.Ignored) != 1 {
		t.Errorf("ignored %q; expected notes.txt", c.Ignored)
	}
}

func TestWhatIsOfAnotherKindIsSaid(t *testing.T) {
	one := occupations(header111, strings.TrimSuffix(keeper, ","))
	esco10 := "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\nOccupation," + uri + "occupation/1,2522,keeper,,Looks after computers.\n"
	for name, test := range map[string]struct{ path, want string }{
		"columns of ESCO 1.0":      {folder(t, "esco", map[string]string{"occupations_en.csv": esco10}), "these are the columns of ESCO 1.0; version 1.1 or later is read"},
		"a language of ESCO 1.0":   {folder(t, "esco", map[string]string{"occupations_en-us.csv": esco10}), "occupations_en-us.csv is a file of ESCO 1.0; version 1.1 or later is read"},
		"a name of ESCO 1.0":       {folder(t, "esco-v1.0.8", map[string]string{"occupations_en.csv": one}), "is version 1.0.8 of ESCO; version 1.1 or later is read"},
		"UTF-16":                   {folder(t, "esco", map[string]string{"occupations_en.csv": "\xff\xfec\x00o\x00"}), "the file is UTF-16; save it as UTF-8"},
		"a zip inside a zip":       {pack(t, "x.zip", map[string]string{"a/esco.zip": "x"}), "unpack the zip that lies inside the zip first"},
		"a CSV of something else":  {filepath.Join(folder(t, "x", map[string]string{"mine.csv": "a,b\n"}), "mine.csv"), "expected names such as skills_en.csv, found 1 other files, such as"},
		"two languages":            {folder(t, "x", map[string]string{"occupations_en.csv": one, "occupations_fr.csv": one}), `two languages in one call: `},
		"one file in two places":   {folder(t, "x", map[string]string{"a/occupations_en.csv": one, "b/occupations_en.csv": one}), "occupations is given twice"},
		"only what is not read":    {folder(t, "x", map[string]string{"dictionary_en.csv": "filename\n"}), "no file of an ESCO download"},
		"no concept in any file":   {folder(t, "x", map[string]string{"skillSkillRelations.csv": "originalSkillUri,relationType,relatedSkillUri\n"}), "no skill and no occupation"},
		"a row with a lost cell":   {folder(t, "x", map[string]string{"occupations_en.csv": strings.Replace(one, "2522,", "", 1)}), "9 cells; expected 10"},
		"a row with one cell more": {folder(t, "x", map[string]string{"occupations_en.csv": strings.Replace(one, "2522,", "2522,x,", 1)}), "11 cells; expected 10"},
	} {
		if _, err := Load([]string{test.path}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v; expected %q", name, err, test.want)
		}
	}
}

// Downloads of several versions and languages: the newest first, English first; relation files without a
// language go with it.
func TestLoadAll(t *testing.T) {
	one := occupations(header111, strings.TrimSuffix(keeper, ","))
	relations := "originalSkillUri,relationType,relatedSkillUri\n" + uri + "skill/1,optional," + uri + "skill/2\n"
	both := folder(t, "esco-v1.2.0", map[string]string{"occupations_fr.csv": one, "occupations_en.csv": one, "skillSkillRelations.csv": relations})
	old := folder(t, "esco-v1.1.1", map[string]string{"occupations_en.csv": one})
	all, err := LoadAll([]string{old, both})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range all {
		got = append(got, c.Version+" "+c.Language)
	}
	if want := []string{"1.2.0 en", "1.2.0 fr", "1.1.1 en"}; !slices.Equal(got, want) {
		t.Errorf("downloads %v; expected %v", got, want)
	}
	if len(all[0].SkillSkills) != 1 || len(all[1].SkillSkills) != 0 {
		t.Errorf("relations %v and %v; expected them with the English files", all[0].SkillSkills, all[1].SkillSkills)
	}
	french := folder(t, "french", map[string]string{"occupations_fr.csv": one})
	if all, err = LoadAll([]string{french, old}); err != nil || len(all) != 2 || all[0].Language != "en" || all[1].Version != "1.1.1" {
		t.Errorf("error %v, downloads %+v; expected the French one as a translation of version 1.1.1", err, all)
	}
	newer := folder(t, "newer", map[string]string{"occupations_fr.csv": occupations(header121, keeper)})
	if all, err = LoadAll([]string{newer, old}); err != nil || len(all) != 2 || all[0].Version != "1.1.1" || all[1].Version != "1.2.1" {
		t.Errorf("error %v, downloads %+v; expected the English one before a newer one in French", err, all)
	}
	unnamed := folder(t, "old", map[string]string{"occupations_en.csv": one})
	if _, err := LoadAll([]string{unnamed, folder(t, "new", map[string]string{"occupations_en.csv": one})}); err == nil || !strings.Contains(err.Error(), "two downloads of the same version and language") {
		t.Errorf("error %v; expected one about two downloads", err)
	}
	if all, err = LoadAll([]string{unnamed, folder(t, "new", map[string]string{"occupations_en.csv": occupations(header121, keeper)})}); err != nil || len(all) != 2 || all[0].Version != "1.2.1" || all[1].Version != "" {
		t.Errorf("error %v, %d downloads; expected 1.2.1 before the one of unknown version", err, len(all))
	}
}

// What shows nothing is no part of a label; letters that were decoded wrongly are reported and stay.
func TestInvisibleAndMisdecodedText(t *testing.T) {
	row := "Occupation," + uri + "occupation/1,2522,\u200bsys\u00adtem\u2060 keep\ufeffer\u200e,\u202awarden\u202c,,released,,The keepersâ€™ work at a cafÃ©.,2522.1\n"
	c := load(t, folder(t, "esco", map[string]string{"occupations_en.csv": header111 + row}))
	o := c.Concepts[0]
	if o.Label != "system keeper" || !slices.Equal(o.AltLabels, []string{"warden"}) || len(c.ByLabel("System\u200b Keeper")) != 1 {
		t.Errorf("labels %q, %q", o.Label, o.AltLabels)
	}
	if o.Description != "The keepersâ€™ work at a cafÃ©." {
		t.Errorf("description %q; expected the letters as they are", o.Description)
	}
	if len(c.Problems) != 1 || c.Problems[0].Rule != "esco-letters" {
		t.Errorf("problems %v; expected one of the rule esco-letters", c.Problems)
	}
}

func TestMisdecoded(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "plain": "", "café – bar": "", "CAFÉ–BAR": "", "Â»": "Â»", "Ã": "", "SÃO": "", "naïve Œuvre “x” €": "",
		"the studentsâ\u0080\u0099 work": "â\u0080\u0099", "weâ€™ll": "â€™", "cafÃ©": "Ã©", "a\u009d": "\u009d", "a\ufffdb": "\ufffd", "10Â°": "Â°",
	} {
		if got := misdecoded(text); got != want {
			t.Errorf("misdecoded(%q) = %q; expected %q", text, got, want)
		}
	}
}
