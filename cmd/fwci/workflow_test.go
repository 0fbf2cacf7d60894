package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

// A workflow is what the tests read of a file of .github/workflows.
type workflow struct {
	Permissions yaml.Node `yaml:"permissions"`
	Jobs        map[string]struct {
		Permissions map[string]string `yaml:"permissions"`
		Env         map[string]string `yaml:"env"`
		Steps       []struct {
			Uses string            `yaml:"uses"`
			Run  string            `yaml:"run"`
			With map[string]any    `yaml:"with"`
			Env  map[string]string `yaml:"env"`
		} `yaml:"steps"`
	} `yaml:"jobs"`
}

func workflows(t *testing.T) map[string]workflow {
	t.Helper()
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(files) < 5 {
		t.Fatalf("found %d workflows, error %v; expected at least five", len(files), err)
	}
	all := map[string]workflow{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(data, &w); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[filepath.Base(file)] = w
	}
	return all
}

// Actions are pinned to a commit, no credential is kept, and every step is a target of the Makefile or .ci/run:
// no expression of a workflow becomes shell code.
func TestWorkflowSteps(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	pinned := regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40}$`)
	target := regexp.MustCompile(`^make ([a-z-]+)( >> "\$GITHUB_OUTPUT")?$`)
	for file, w := range workflows(t) {
		if w.Permissions.IsZero() {
			t.Errorf("%s leaves the permissions to the settings of the repository", file)
		}
		for name, job := range w.Jobs {
			if len(job.Env) > 0 {
				t.Errorf("%s: the job %s has an environment of its own; give each step what it needs", file, name)
			}
			for _, step := range job.Steps {
				if step.Uses != "" && !pinned.MatchString(step.Uses) {
					t.Errorf("%s: %s is not pinned to a commit", file, step.Uses)
				}
				if strings.HasPrefix(step.Uses, "actions/checkout@") && step.With["persist-credentials"] != false {
					t.Errorf("%s: the checkout of %s keeps its credentials", file, name)
				}
				if step.Run == "" || step.Run == ".ci/run" {
					continue
				}
				if m := target.FindStringSubmatch(step.Run); m == nil || !strings.Contains(string(makefile), "\n"+m[1]+":") {
					t.Errorf("%s: the step %q is not a target of the Makefile", file, step.Run)
				}
			}
		}
	}
}

// Who may write runs no tests and builds no data; who runs tests has no token in the environment.
func TestWorkflowTokens(t *testing.T) {
	writers, testers := 0, 0
	for file, w := range workflows(t) {
		for name, job := range w.Jobs {
			writes := false
			for _, access := range job.Permissions {
				writes = writes || access == "write"
			}
			if writes {
				writers++
			}
			for _, step := range job.Steps {
				_, token := step.Env["GH_TOKEN"]
				if step.Run == ".ci/run" {
					testers++
					if writes || token || step.Env["FWCI_REQUIRE_BROWSER"] != "1" {
						t.Errorf("%s: the tests of %s may write (%t), have a token (%t) or need no browser", file, name, writes, token)
					}
				}
				if writes && step.Run != "" && !slices.Contains([]string{"make build", "make publish", "make propose"}, step.Run) {
					t.Errorf("%s: the job %s may write and runs %q", file, name, step.Run)
				}
				if token && !slices.Contains([]string{"make previous", "make publish", "make propose"}, step.Run) {
					t.Errorf("%s: %q has a token", file, step.Run)
				}
			}
		}
	}
	if writers != 3 || testers != 2 {
		t.Errorf("%d jobs may write and %d run the tests; expected 3 and 2", writers, testers)
	}
}
