package source_test

import (
	"testing"

	"github.com/fwci-open-data/fwci/extract/source"
)

func TestJoined(t *testing.T) {
	var j source.Joined
	first := j.Add(source.Line{Number: 3, Text: "One"})
	second := j.Add(source.Line{Number: 5, Text: "and two."})
	if want := (source.Text{Value: "One", Span: source.At(3)}); first != want {
		t.Errorf("the first line gives %+v; expected %+v, also when the text has gone on", first, want)
	}
	if want := (source.Text{Value: "One and two.", Span: source.Span{Start: 3, End: 5}}); second != want {
		t.Errorf("two lines give %+v; expected %+v", second, want)
	}
}
