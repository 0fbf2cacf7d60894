package export_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/export/manifest"
)

// Own takes the manifests of this program and no others.
func TestOwn(t *testing.T) {
	own := manifestWrite(t)[0].Data
	if m, err := manifest.Own(own); err != nil || len(m.Files) == 0 {
		t.Errorf("the manifest of a release: error %v", err)
	}
	hash := strings.Repeat("0", 64)
	of := func(files string) string {
		return fmt.Sprintf(`{"dataset":{"id":"a"},"tool":{"name":"fwci","version":"1.0.0"},"schema_version":"1.0.0","files":[%s]}`, files)
	}
	entry := func(path, sum string) string { return fmt.Sprintf(`{"path":%q,"sha256":%q}`, path, sum) }
	for name, c := range map[string]struct{ text, want string }{
		"one file":         {of(entry("a", hash)), ""},
		"not JSON":         {"nonsense", "is not a manifest"},
		"another program":  {strings.Replace(of(entry("a", hash)), `"fwci"`, `"mine"`, 1), "is not a manifest of fwci"},
		"no dataset":       {strings.Replace(of(entry("a", hash)), `{"id":"a"}`, `{}`, 1), "is not a manifest of fwci"},
		"no files":         {of(""), "lists no files"},
		"a path outside":   {of(entry("../a", hash)), "expected one inside the release"},
		"a path of a root": {of(entry("/a", hash)), "expected one inside the release"},
		"the folder":       {of(entry(".", hash)), "expected one inside the release"},
		"a path twice":     {of(entry("a", hash) + "," + entry("a", hash)), "lists a twice"},
		"itself":           {of(entry("manifest.json", hash)), "lists manifest.json twice"},
		"no checksum":      {of(entry("a", "")), "expected 64 hexadecimal digits"},
	} {
		if _, err := manifest.Own([]byte(c.text)); (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v; expected %q", name, err, c.want)
		}
	}
}

// SHA256SUMS follows from the manifest, byte for byte.
func TestFormatSums(t *testing.T) {
	index := manifestWrite(t)
	m, err := manifest.Own(index[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	if got := manifest.FormatSums(m.Files, index[0].Data); string(got) != string(index[1].Data) {
		t.Errorf("the sums are\n%s\nexpected\n%s", got, index[1].Data)
	}
}
