package datapackage

import (
	"reflect"
	"testing"

	"github.com/fwci-open-data/fwci/transform/dataset"
)

func TestInfoReadsBack(t *testing.T) {
	d, artifacts := build(t)
	written, err := Write(d, artifacts)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Info(written[0].Data)
	i := d.Info
	want := dataset.Info{ID: i.ID, Base: i.Base, Title: i.Title, Description: i.Description, Homepage: i.Homepage, Version: i.Version, Keywords: i.Keywords,
		Issued: i.Issued, License: i.License, Publisher: i.Publisher}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v; expected %+v", got, err, want)
	}
	if _, err := Info([]byte("[]")); err == nil {
		t.Error("what is no package has no error")
	}
}
