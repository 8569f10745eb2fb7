// helm-template [--notes] CHART [VALUES.yaml]: prints what `helm template` would print, or what is told after an install, with the template engine and the functions
// that Helm is made of. For checking a chart where there is no Helm; a template that uses more of Helm than this fails.
package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"sigs.k8s.io/yaml"
)

type values = map[string]interface{}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(path string) values {
	text, err := os.ReadFile(path)
	check(err)
	into := values{}
	if err := yaml.UnmarshalStrict(text, &into); err != nil {
		check(fmt.Errorf("%s: %w", path, err))
	}
	return into
}

// merged is base with what is in over instead; null takes away.
func merged(base, over values) values {
	for name, value := range over {
		if inner, both := value.(values); both {
			if outer, both := base[name].(values); both {
				base[name] = merged(outer, inner)
				continue
			}
		}
		if value == nil {
			delete(base, name)
		} else {
			base[name] = value
		}
	}
	return base
}

// files are those of a chart, by their names in it.
type files map[string][]byte

func (f files) Get(name string) string { return string(f[name]) }

func (f files) Glob(pattern string) files {
	found := files{}
	for name, text := range f {
		if matches, err := filepath.Match(pattern, name); err == nil && matches {
			found[name] = text
		}
	}
	return found
}

func load(chart string) files {
	found := files{}
	for _, folder := range []string{"templates", "files", "files/*"} {
		paths, err := filepath.Glob(filepath.Join(chart, folder, "*"))
		check(err)
		for _, path := range paths {
			if info, err := os.Stat(path); err == nil && info.Mode()&fs.ModeType == 0 {
				text, err := os.ReadFile(path)
				check(err)
				name, err := filepath.Rel(chart, path)
				check(err)
				found[name] = text
			}
		}
	}
	return found
}

func engine() *template.Template {
	root := template.New("chart").Option("missingkey=zero")
	functions := sprig.TxtFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	functions["include"] = func(name string, data interface{}) (string, error) {
		var out bytes.Buffer
		err := root.ExecuteTemplate(&out, name, data)
		return out.String(), err
	}
	functions["toYaml"] = func(value interface{}) (string, error) {
		text, err := yaml.Marshal(value)
		return strings.TrimSuffix(string(text), "\n"), err
	}
	functions["fromYaml"] = func(text string) (values, error) {
		into := values{}
		return into, yaml.Unmarshal([]byte(text), &into)
	}
	functions["required"] = func(warning string, value interface{}) (interface{}, error) {
		if value == nil || value == "" {
			return nil, fmt.Errorf("%s", warning)
		}
		return value, nil
	}
	return root.Funcs(functions)
}

func main() {
	arguments := os.Args[1:]
	shown := ".yaml"
	if arguments[0] == "--notes" {
		arguments, shown = arguments[1:], "NOTES.txt"
	}
	chart := arguments[0]
	found := load(chart)
	given := read(filepath.Join(chart, "values.yaml"))
	if len(arguments) > 1 {
		given = merged(given, read(arguments[1]))
	}
	about := read(filepath.Join(chart, "Chart.yaml"))
	data := values{
		"Values": given,
		"Chart":  values{"Name": about["name"], "Version": about["version"], "AppVersion": about["appVersion"]},
		"Release": values{
			"Name": "production", "Namespace": "meetings", "Service": "Helm", "IsInstall": true, "IsUpgrade": false, "Revision": 1,
		},
		"Files": found.Glob("files/*/*"),
	}
	root := engine()
	var names []string
	for name, text := range found {
		if strings.HasPrefix(name, "templates/") {
			_, err := root.New(name).Parse(string(text))
			check(err)
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		var out bytes.Buffer
		check(root.ExecuteTemplate(&out, name, data))
		text := strings.TrimSpace(strings.ReplaceAll(out.String(), "<no value>", ""))
		if text != "" && strings.HasSuffix(name, shown) {
			fmt.Printf("---\n# Source: %s\n%s\n", name, text)
		}
	}
}
