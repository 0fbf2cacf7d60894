package json_test

import (
	stdjson "encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/fwci-open-data/fwci/extract/json"
	"github.com/fwci-open-data/fwci/extract/source"
)

type thing struct {
	Name   string   `json:"name"`
	Count  int      `json:"count"`
	Share  *float64 `json:"share"`
	Right  bool     `json:"right"`
	Parts  []thing  `json:"parts"`
	Labels []string `json:"labels,omitempty"`
}

func TestRead(t *testing.T) {
	var got thing
	text := json.Read("x.json", "rule", []byte("\ufeff{\"name\": \"\\u00e9\\ud83d\\ude00\ufffd\", \"count\": -3, \"share\": 0.5, \"right\": true,\r\n \"parts\": [{\"name\": \"\\ufffd\", \"share\": null}], \"labels\": []}"), &got)
	want := thing{Name: "é😀\ufffd", Count: -3, Share: new(0.5), Right: true, Parts: []thing{{Name: "\ufffd"}}, Labels: []string{}}
	if err := text.Err(); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, %v; expected %+v", got, err, want)
	}
	text.Fail("/parts/0/name", "a name")
	text.Fail("/parts/0/count", "no such member")
	text.Fail("/parts/7", "no such item")
	const places = "x.json:2:11: no such item [rule]\nx.json:2:12: no such member [rule]\nx.json:2:21: a name [rule]"
	if err := text.Err(); err == nil || err.Error() != places {
		t.Errorf("the problems are\n%v\nexpected\n%s", err, places)
	}
}

// Every problem of a text is reported, each at its place.
func TestReadGathersProblems(t *testing.T) {
	var got thing
	err := json.Read("x.json", "rule", []byte("{\"name\": 1,\n \"count\": 1e3, \"share\": 1e999,\n \"right\": null, \"parts\": [[], \"é\", {\"name\": \"\\udc00\", \"nam\": 0}],\n \"count\": 1}"), &got).Err()
	want := []string{
		`x.json:1:10: name is a number "1"; expected text [rule]`,
		`x.json:2:11: count is "1e3"; expected a whole number within 64 bits [rule]`,
		`x.json:2:25: share is "1e999"; expected a number within 64 bits [rule]`,
		`x.json:3:11: right is null; expected true or false, or nothing: leave the name out [rule]`,
		`x.json:3:27: item 1 of parts is a list; expected an object [rule]`,
		`x.json:3:31: item 2 of parts is text "é"; expected an object [rule]`,
		`x.json:3:45: a text with half of a surrogate pair (\uD800 to \uDFFF); expected a whole character [rule]`,
		`x.json:3:55: unknown name "nam"; expected name, count, share, right, parts, labels [rule]`,
		`x.json:4:2: the name "count" appears twice in one object, first on line 2; expected once [rule]`,
	}
	if err == nil || err.Error() != strings.Join(want, "\n") {
		t.Errorf("the problems are\n%v\nexpected\n%s", err, strings.Join(want, "\n"))
	}
}

// FuzzRead: a text that is read without problems is JSON that another decoder reads to the same value, and
// every problem is at a line of the text.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{`{"name": "a", "parts": [{"count": 1}]}`, `{"name": "a"} x`, `{"name": "\ud800"}`, "[", `{"count": 9223372036854775808}`, strings.Repeat("[", 20000), "\xff", "{\"name\":\r\"a\"}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got, other thing
		err := json.Read("x.json", "rule", data, &got).Err()
		var problems source.Problems
		if errors.As(err, &problems) {
			for _, p := range problems {
				if p.Line < 1 || p.Line > strings.Count(string(data), "\n")+1 || p.Column < 1 && p.Rule == "rule" {
					t.Errorf("the problem is %+v", p)
				}
			}
			return
		}
		if err := stdjson.Unmarshal([]byte(strings.TrimPrefix(string(data), "\ufeff")), &other); err != nil || !reflect.DeepEqual(got, other) {
			t.Errorf("read %+v; another decoder %+v, %v", got, other, err)
		}
	})
}
