package export_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// A server follows the rules of an .htaccess file as mod_rewrite of the Apache HTTP Server 2.4 does: conditions on
// %{HTTP_ACCEPT} and %{ENV:name}, negated or not, rules with the flags R, L and E, and references $N and %N. It knows
// no more and fails on anything else.
type server struct{ rules []rewrite }

type condition struct {
	variable string
	negated  bool
	pattern  *regexp.Regexp
}

type rewrite struct {
	conditions    []condition
	pattern       *regexp.Regexp
	target, flags string
}

func newServer(t testing.TB, text string) *server {
	t.Helper()
	s := &server{}
	var conditions []condition
	for number, line := range strings.Split(text, "\n") {
		words := strings.SplitN(line, " ", 4)
		switch {
		case line == "" || strings.HasPrefix(line, "#") || line == "Options +FollowSymLinks" || line == "RewriteEngine on":
		case words[0] == "RewriteCond":
			pattern, negated := strings.CutPrefix(strings.Join(words[2:], " "), "!")
			if strings.Contains(pattern, " ") {
				t.Fatalf("line %d: a condition with a space or a flag: %s", number+1, line)
			}
			conditions = append(conditions, condition{words[1], negated, regexp.MustCompile(pattern)})
		case words[0] == "RewriteRule" && len(words) == 4:
			s.rules = append(s.rules, rewrite{conditions, regexp.MustCompile(words[1]), words[2], words[3]})
			conditions = nil
		default:
			t.Fatalf("line %d: %q is not understood", number+1, line)
		}
	}
	return s
}

// get returns where the address after the base redirects to, "" for nowhere.
func (s *server) get(t testing.TB, path, accept string) string {
	t.Helper()
	environment := map[string]string{}
	for _, r := range s.rules {
		groups := r.pattern.FindStringSubmatch(path)
		if groups == nil {
			continue
		}
		holds, last := true, []string(nil)
		for _, c := range r.conditions {
			value := accept
			if name, set := strings.CutPrefix(c.variable, "%{ENV:"); set {
				value = environment[strings.TrimSuffix(name, "}")]
			} else if c.variable != "%{HTTP_ACCEPT}" {
				t.Fatalf("the variable %s is not known", c.variable)
			}
			found := c.pattern.FindStringSubmatch(value)
			if holds = (found != nil) != c.negated; !holds {
				break
			}
			if found != nil {
				last = found
			}
		}
		if !holds {
			continue
		}
		switch set, isSet := strings.CutPrefix(r.flags, "[E="); {
		case isSet && r.target == "-":
			name, value, _ := strings.Cut(strings.TrimSuffix(set, "]"), ":")
			environment[name] = value
		case r.flags == "[R=303,L]":
			return references(references(r.target, "$", groups), "%", last)
		default:
			t.Fatalf("the flags %s are not understood", r.flags)
		}
	}
	return ""
}

func references(target, sign string, groups []string) string {
	for i, group := range groups {
		target = strings.ReplaceAll(target, fmt.Sprint(sign, i), group)
	}
	return target
}
