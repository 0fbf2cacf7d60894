package site

import (
	"html/template"
	"strings"

	"github.com/fwci-open-data/fwci/export/artifact"
)

// NotFound is the page that a server shows for an address that is not there, at the root of the release and of the
// site, so that either folder can be published.
const NotFound = "404.html"

// front is the page at the root of the release, which leads to the site.
const front = "index.html"

// A doorModel is what the pages of this file show.
type doorModel struct {
	Language, Title, Brand, Home string
}

// door is a page without styles or scripts: a server may show it at any address, from where no path leads to them.
var door = template.Must(template.New("door").Parse(`<!doctype html>
<html lang="{{.Language}}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{{- define "front"}}{{template "door" .}}
<meta http-equiv="refresh" content="0; url={{.Home}}">
<title>{{.Title}}</title>
<main>
<h1>{{.Title}}</h1>
<p><a href="{{.Home}}">The website of the data</a>
</main>
{{end}}
{{- define "missing"}}{{template "door" .}}
<meta name="robots" content="noindex">
<title>No such page · {{.Brand}}</title>
<main>
<h1>No such page</h1>
<p>The address may be mistyped, or the page may have moved.
{{- with .Home}}
<p><a href="{{.}}">Go to the home page</a> and search from there.
{{- end}}
</main>
{{end}}`))

// doors returns the page at the root of the release, and those that a server shows for a missing address where the
// release is published or the site's folder alone.
func (b *builder) doors() ([]artifact.Artifact, error) {
	info := b.d.Info
	first := doorModel{b.chrome.Language, info.Title, b.chrome.Brand, Home}
	missing := first
	missing.Home = ""
	if info.ReleaseURL != "" {
		missing.Home = info.ReleaseURL + Home
	}
	var files []artifact.Artifact
	for _, d := range []struct {
		path, template, title string
		model                 doorModel
	}{
		{front, "front", "Leads to the website", first},
		{NotFound, "missing", "What a server shows for an address that is not there", missing},
		{Folder + NotFound, "missing", "What a server shows for an address that is not there", missing},
	} {
		var out strings.Builder
		if err := door.ExecuteTemplate(&out, d.template, d.model); err != nil {
			return nil, err
		}
		a := file("", d.title, visible([]byte(out.String())))
		a.Path, a.MediaType = d.path, mediaTypes[".html"]
		files = append(files, a)
	}
	return files, nil
}
