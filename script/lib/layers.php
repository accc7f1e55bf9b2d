<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Checks the rules about the layers of the PHP part in the tokens of each file (so comments do not count):
 *   strict    each file declares strict types and its licence
 *   crypto    no digest, cipher, comparison of secrets or randomness: only the extension has them
 *   matomo    Server and Storage name no class of Matomo, Storage none of Server, the host none of Matomo's
 *   sql       statements are in Storage only, and one class there opens connections to the database
 *   header    the Authorization header is read in one place
 *   keys      Server and Storage name no translation key of Matomo
 *   words     grant types, scopes and reasons of an end are literals only in their enums and in the files below
 *   circle    no two files of the plugin name each other, and no folders of Server name each other in a circle; what only
 *             a comment names doesn't count
 *   uri       only the extension parses or validates URIs, except for configured web URLs (EndpointUrls)
 * Usage: php script/lib/layers.php RULE [ROOT]. Prints violations of the rule; the exit status is 1 if there are any.
 */

const RULES = ['strict', 'crypto', 'matomo', 'sql', 'uri', 'header', 'keys', 'words', 'circle'];

/** Functions and classes that create or compare secrets; password_verify is allowed in the file below. */
const CRYPTO = '/\A(?:hash|hash_\w+|md5|md5_file|sha1|sha1_file|crc32|crypt|password_\w+|random_\w+|mt_rand|mt_srand|rand|srand'
    . '|lcg_value|uniqid|shuffle|str_shuffle|array_rand|openssl_\w+|sodium_\w+|mcrypt_\w+|mhash\w*|Random\\\\[\w\\\\]+)\z/i';

/** Those of them that are not everyday words: as a string, such a name is probably a callable. */
const CALLABLE_NAME = '/\A(?:hash_\w+|md5|md5_file|sha1|sha1_file|crc32|password_(?:hash|verify)|random_\w+|mt_s?rand|lcg_value|uniqid'
    . '|str_shuffle|array_rand|openssl_\w+|sodium_\w+|mcrypt_\w+)\z/i';

/** This class verifies bcrypt secrets of clients taken over from the official plugin. */
const PASSWORD_VERIFY = ['plugin/OAuth2/Server/Client/ClientAuthenticator.php'];

const SQL = '/(?:\A|[\'"(])\s*(?:SELECT\s.*\bFROM\b|SELECT\s|INSERT\s+INTO\b|REPLACE\s+INTO\b|UPDATE\s|DELETE\s+FROM\b'
    . '|(?:CREATE|ALTER|DROP|TRUNCATE)\s+TABLE\b)/s';

/** The class that opens connections to the database. */
const CONNECTION = 'plugin/OAuth2/Storage/PdoConnection.php';

/** Files that read the Authorization header. The second one checks only whether it exists, before other files are loaded. */
const HEADER = ['plugin/OAuth2/Server/Http/Request.php', 'plugin/OAuth2/OAuth2.php'];

/** Literals with one place: their kind, the enum, the files to check, and the files that may contain one. */
const WORDS = [
    ['a grant type', 'GrantType', '~\Aplugin/OAuth2/~', [
        'plugin/OAuth2/Server/GrantType.php',
        // A parameter's name, and the kind of a row.
        'plugin/OAuth2/Server/Http/OAuthForm.php',
        'plugin/OAuth2/Storage/AuthorizationKind.php',
    ]],
    ['a scope', 'Scope', '~\A(?:plugin/OAuth2|host)/~', [
        'plugin/OAuth2/Server/Scope.php',
        // Steps of the schema are frozen and must not change with the enum.
        'plugin/OAuth2/Storage/Schema.php',
        'plugin/OAuth2/Storage/Migration/Step1Tables.php',
    ]],
    ['a reason of an end', 'EndReason', '~\Aplugin/OAuth2/~', ['plugin/OAuth2/Server/EndReason.php']],
];

/** Functions that parse or validate URIs, and the files that may call them. */
const URI_CALLS = [
    'parse_url' => [],
    'oauth2_redirect_uri_parse' => ['plugin/OAuth2/Server/Client/RedirectUri.php', 'plugin/OAuth2/Server/Fetch/HttpsUrl.php'],
    'oauth2_redirect_uri_valid' => [],
    'oauth2_redirect_uri_matches' => ['plugin/OAuth2/Server/Client/RedirectUri.php', 'plugin/OAuth2/Server/Http/Response.php'],
];

/** Signs of a string that matches URIs. A complete URL, or the beginning of one, has none of them. */
const URI_PATTERNS = [
    'http or https' => '~https?\?:~',
    'an escaped "//"' => '~:(?:\\\\+/){2}~',
    'a regular expression with "://"' => '~\A([^\w\s\\\\<>"\'=.$:[(])(?:\^|\\\\A|.*\(\?).*://.*\1[a-zA-Z]*\z~s',
    'the letters of a scheme' => '~[a-z]0-9(?:\\\\*[+.-]){3}~i',
    'a scheme to compare with' => '~\Ahttps?:(?://)?\z~i',
    'schemes to refuse' => '~(?<![/\w-])(?:javascript|vbscript|view-source|filesystem)(?![\w/-])~i',
];

/**
 * Web URLs that an administrator configures are not redirect URIs. Each request checks several, so one pattern in one class
 * validates them. The URL of the host's database is a DSN.
 */
const URI_READERS = ['plugin/OAuth2/Server/EndpointUrls.php', 'host/bin/database.php'];

/** @return Generator<string, string> path from the root => contents */
function sources(string $root): Generator
{
    foreach (['plugin', 'host'] as $folder) {
        if (!is_dir("$root/$folder")) {
            continue;
        }
        $files = new RecursiveIteratorIterator(
            new RecursiveCallbackFilterIterator(
                new RecursiveDirectoryIterator("$root/$folder", FilesystemIterator::SKIP_DOTS),
                static fn (SplFileInfo $file): bool => !in_array($file->getFilename(), ['node_modules', 'vendor'], true),
            ),
        );
        foreach ($files as $file) {
            if ($file instanceof SplFileInfo && $file->getExtension() === 'php') {
                yield substr($file->getPathname(), strlen($root) + 1) => (string) file_get_contents($file->getPathname());
            }
        }
    }
}

/** @return list<string> names of classes, functions and namespaces as written, without a leading backslash */
function names(string $source): array
{
    $names = [];
    foreach (PhpToken::tokenize($source) as $token) {
        if ($token->is([T_NAME_FULLY_QUALIFIED, T_NAME_QUALIFIED])) {
            $names[] = ltrim($token->text, '\\');
        }
    }

    return $names;
}

/** @return list<string> called functions and instantiated classes, without a leading backslash */
function calls(string $source): array
{
    $tokens = array_values(array_filter(
        PhpToken::tokenize($source),
        static fn (PhpToken $token): bool => !$token->isIgnorable(),
    ));
    $calls = [];
    foreach ($tokens as $index => $token) {
        if (!$token->is([T_STRING, T_NAME_FULLY_QUALIFIED, T_NAME_QUALIFIED])) {
            continue;
        }
        $before = $tokens[$index - 1] ?? null;
        $isMember = $before !== null
            && $before->is([T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_CONST]);
        if ($before?->is(T_FUNCTION) === true && ($tokens[$index - 2] ?? null)?->is(T_USE) === true) {
            $calls[] = ltrim($token->text, '\\');
        } elseif ((!$isMember && ($tokens[$index + 1]->text ?? '') === '(') || ($before !== null && $before->is([T_NEW, T_USE]))) {
            $calls[] = ltrim($token->text, '\\');
        }
    }

    return $calls;
}

/** @return list<string> the file's strings, with the parts around variables joined */
function strings(string $source): array
{
    $strings = [];
    $open = null;
    foreach (PhpToken::tokenize($source) as $token) {
        if ($token->is(T_CONSTANT_ENCAPSED_STRING)) {
            $strings[] = substr($token->text, 1, -1);
        } elseif ($token->text === '"' || $token->is([T_START_HEREDOC, T_END_HEREDOC])) {
            if ($open !== null) {
                $strings[] = $open;
            }
            $open = $open === null ? '' : null;
        } elseif ($open !== null) {
            $open .= $token->is(T_ENCAPSED_AND_WHITESPACE) ? $token->text : 'x';
        }
    }

    return $strings;
}

/** @return list<string> the violations in the file */
function problems(string $rule, string $path, string $source): array
{
    $isTest = preg_match('#\A(?:plugin/OAuth2|host)/tests/#', $path) === 1;
    $problems = [];
    if ($rule === 'strict') {
        if (!str_contains($source, "\ndeclare(strict_types=1);\n")) {
            $problems[] = 'no declare(strict_types=1)';
        }
        if (!str_contains(substr($source, 0, 200), 'SPDX-License-Identifier: GPL-3.0-or-later')) {
            $problems[] = 'no SPDX-License-Identifier: GPL-3.0-or-later';
        }
    } elseif ($rule === 'crypto' && !$isTest) {
        foreach (calls($source) as $call) {
            $named = $call === 'password_verify' && in_array($path, PASSWORD_VERIFY, true);
            if (preg_match(CRYPTO, $call) === 1 && !$named) {
                $problems[] = "calls $call";
            }
        }
        foreach (strings($source) as $string) {
            if (preg_match(CALLABLE_NAME, $string) === 1) {
                $problems[] = "calls $string by its name";
            }
        }
    } elseif ($rule === 'matomo' && !$isTest) {
        $allowed = match (true) {
            str_starts_with($path, 'plugin/OAuth2/Storage/') => '/\APiwik\\\\Plugins\\\\OAuth2\\\\Storage\b/',
            str_starts_with($path, 'plugin/OAuth2/Server/'), str_starts_with($path, 'host/')
                => '/\APiwik\\\\Plugins\\\\OAuth2\\\\(?:Server|Storage)\b/',
            default => null,
        };
        foreach ($allowed === null ? [] : names($source) as $name) {
            if (preg_match('/\A(?:Piwik|Matomo|Zend_?|DI)\b/', $name) === 1 && preg_match($allowed, $name) !== 1) {
                $problems[] = "names $name";
            }
        }
    } elseif ($rule === 'keys' && preg_match('~\Aplugin/OAuth2/(?:Server|Storage)/~', $path) === 1) {
        foreach (strings($source) as $string) {
            if (preg_match('/\bOAuth2_/', $string) === 1) {
                $problems[] = "names the translation $string";
            }
        }
    } elseif ($rule === 'words' && !$isTest) {
        foreach (WORDS as [$what, $enum, $where, $places]) {
            if (preg_match($where, $path) !== 1 || in_array($path, $places, true)) {
                continue;
            }
            foreach (strings($source) as $string) {
                if (preg_match(words($enum), $string, $found) === 1) {
                    $problems[] = "writes $what: $found[0]";
                }
            }
        }
    } elseif ($rule === 'sql' && !$isTest && !str_starts_with($path, 'plugin/OAuth2/Storage/')) {
        foreach (strings($source) as $string) {
            if (preg_match(SQL, $string) === 1) {
                $problems[] = 'has a statement: ' . substr($string, 0, 60);
            }
        }
    } elseif ($rule === 'header' && !$isTest && !in_array($path, HEADER, true)) {
        foreach (strings($source) as $string) {
            if (preg_match('/\A(?:REDIRECT_)*HTTP_AUTHORIZATION\z|\A.\^(?:bearer|basic)\b/i', $string) === 1) {
                $problems[] = "reads the Authorization header: $string";
            }
        }
        if (array_intersect(['apache_request_headers', 'getallheaders'], calls($source)) !== []) {
            $problems[] = 'reads headers past Request';
        }
    } elseif ($rule === 'uri' && !$isTest && !in_array($path, URI_READERS, true)) {
        foreach (calls($source) as $call) {
            if (isset(URI_CALLS[$call]) && !in_array($path, URI_CALLS[$call], true)) {
                $problems[] = "calls $call";
            }
        }
        foreach (strings($source) as $string) {
            if (isset(URI_CALLS[$string])) {
                $problems[] = "calls $string by its name";
            }
            foreach (URI_PATTERNS as $what => $pattern) {
                if (preg_match($pattern, $string) === 1) {
                    $problems[] = "looks for URIs by $what: " . substr($string, 0, 60);
                }
            }
        }
    }
    if ($rule === 'sql' && !$isTest && $path !== CONNECTION && str_starts_with($path, 'plugin/OAuth2/') && in_array('PDO', calls($source), true)) {
        $problems[] = 'opens a database connection';
    }

    return $problems;
}

/** @return string a pattern for the words of an enum of the server, without everyday words */
function words(string $enum): string
{
    static $patterns = [];
    if (!isset($patterns[$enum])) {
        require_once dirname(__DIR__, 2) . "/plugin/OAuth2/Server/$enum.php";
        /** @var class-string<BackedEnum> $class */
        $class = "Piwik\\Plugins\\OAuth2\\Server\\$enum";
        $words = array_filter(array_column($class::cases(), 'value'), static fn (string $word): bool => preg_match('/\W|_/', $word) === 1);
        // Not as part of a longer name, such as a table's or an event's.
        $patterns[$enum] = '/(?<![\w.])(?:' . implode('|', array_map(preg_quote(...), $words)) . ')(?!\w)/';
    }

    return $patterns[$enum];
}

/**
 * @param array<string, string> $sources
 * @return array<string, array<string, true>> the paths whose classes each path's code names
 */
function named(array $sources): array
{
    $tokens = [];
    $classes = [];
    foreach ($sources as $path => $source) {
        $tokens[$path] = array_values(array_filter(
            PhpToken::tokenize($source),
            static fn (PhpToken $token): bool => !$token->isIgnorable(),
        ));
        $namespace = '';
        foreach ($tokens[$path] as $index => $token) {
            $next = $tokens[$path][$index + 1] ?? null;
            if ($token->is(T_NAMESPACE)) {
                $namespace = $next->text ?? '';
            } elseif ($token->is([T_CLASS, T_INTERFACE, T_ENUM, T_TRAIT]) && $next?->is(T_STRING) === true) {
                $classes["$namespace\\$next->text"] = $path;
            }
        }
    }
    $named = [];
    foreach ($tokens as $path => $list) {
        $namespace = '';
        $imports = [];
        $importing = false;
        foreach ($list as $index => $token) {
            $before = $list[$index - 1] ?? null;
            $next = $list[$index + 1]->text ?? '';
            if ($token->is(T_NAMESPACE)) {
                $namespace = $next;
            } elseif ($token->is(T_USE) && $before?->text === ';' && $next !== 'function') {
                $alias = ($list[$index + 2]->text ?? '') === 'as' ? $list[$index + 3]->text : basename(strtr($next, '\\', '/'));
                $imports[$alias] = $next;
                $importing = true;
            } elseif ($importing) {
                $importing = $token->text !== ';';
            } elseif ($token->is([T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED])) {
                $isMember = $before?->is([T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_CONST, T_NAMESPACE]);
                [$first, $rest] = explode('\\', $token->text, 2) + [1 => ''];
                $name = match (true) {
                    $first === '' => $rest,
                    $rest === '' => $imports[$first] ?? "$namespace\\$first",
                    default => ($imports[$first] ?? "$namespace\\$first") . "\\$rest",
                };
                if ($isMember !== true && isset($classes[$name]) && $classes[$name] !== $path) {
                    $named[$path][$classes[$name]] = true;
                }
            }
        }
    }

    return $named;
}

/**
 * @param array<string, string> $sources
 * @return list<string>
 */
function circles(array $sources): array
{
    $sources = array_filter(
        $sources,
        static fn (string $path): bool => preg_match('~\Aplugin/OAuth2/(?!tests/)~', $path) === 1,
        ARRAY_FILTER_USE_KEY,
    );
    $problems = [];
    $folders = [];
    $named = named($sources);
    foreach ($named as $path => $others) {
        foreach (array_keys($others) as $other) {
            if ($path < $other && isset($named[$other][$path])) {
                $problems[] = "$path and $other name each other";
            }
            $folder = dirname($path);
            if ($folder !== dirname($other) && preg_match('~\Aplugin/OAuth2/Server/\w+\z~', $folder) === 1) {
                $folders[$folder][dirname($other)] = basename($path) . ' names ' . basename($other);
            }
        }
    }
    foreach ($folders as $folder => $others) {
        foreach ($others as $other => $by) {
            if (leads($folders, $other, $folder)) {
                $problems[] = "$folder and $other are in a circle: $by";
            }
        }
    }

    return $problems;
}

/**
 * @param array<string, array<string, string>> $folders
 * @param array<string, true> $seen
 */
function leads(array $folders, string $from, string $to, array $seen = []): bool
{
    foreach (isset($seen[$from]) ? [] : array_keys($folders[$from] ?? []) as $next) {
        if ($next === $to || leads($folders, $next, $to, $seen + [$from => true])) {
            return true;
        }
    }

    return false;
}

[, $rule, $root] = $argv + [1 => '', 2 => dirname(__DIR__, 2)];
if (!in_array($rule, RULES, true)) {
    fwrite(STDERR, 'usage: php script/lib/layers.php ' . implode('|', RULES) . " [ROOT]\n");
    exit(2);
}
$all = iterator_to_array(sources($root));
$files = count($all);
$broken = 0;
foreach ($all as $path => $source) {
    foreach (problems($rule, $path, $source) as $problem) {
        echo "$path $problem\n";
        $broken++;
    }
}
foreach ($rule === 'circle' ? circles($all) : [] as $problem) {
    echo "$problem\n";
    $broken++;
}
if ($files === 0) {
    echo "no file under $root\n";
}
exit($broken === 0 && $files > 0 ? 0 : 1);
