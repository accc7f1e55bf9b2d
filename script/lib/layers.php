<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Rules about who may do what in the PHP part, read from the tokens of each file (so comments don't count):
 *   strict    each file declares strict types and its licence
 *   crypto    no digest, cipher, comparison of secrets or randomness: those are the extension's
 *   matomo    Server and Storage name no class of Matomo, Storage none of Server, the host none of Matomo's
 *   sql       statements are in Storage only
 * Usage: php script/lib/layers.php RULE [ROOT]. Prints what breaks the rule; exit status 1 if anything does.
 */

/** Functions and classes that make or compare secrets; password_verify has its one named place below. */
const CRYPTO = '/\A(?:hash|hash_\w+|md5|md5_file|sha1|sha1_file|crc32|crypt|password_\w+|random_\w+|mt_rand|mt_srand|rand|srand'
    . '|lcg_value|uniqid|shuffle|str_shuffle|array_rand|openssl_\w+|sodium_\w+|mcrypt_\w+|mhash\w*|Random\\\\[\w\\\\]+)\z/i';

/** Those of them that are no words of everyday use: as a text, such a name is about to be called by name. */
const CALLABLE_NAME = '/\A(?:hash_\w+|md5|md5_file|sha1|sha1_file|crc32|password_(?:hash|verify)|random_\w+|mt_s?rand|lcg_value|uniqid'
    . '|str_shuffle|array_rand|openssl_\w+|sodium_\w+|mcrypt_\w+)\z/i';

/** bcrypt secrets of clients that were taken over are verified here, once each. */
const PASSWORD_VERIFY = ['plugin/OAuth2/Server/Client/ClientAuthenticator.php'];

const SQL = '/(?:\A|[\'"(])\s*(?:SELECT\s.*\bFROM\b|SELECT\s|INSERT\s+INTO\b|REPLACE\s+INTO\b|UPDATE\s|DELETE\s+FROM\b'
    . '|(?:CREATE|ALTER|DROP|TRUNCATE)\s+TABLE\b)/s';

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

/** @return list<string> names of classes, functions and namespaces, as they are written, without a leading backslash */
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

/** @return list<string> functions that are called and classes that are made, without a leading backslash */
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

/** @return list<string> what the file's strings say, those around variables joined */
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

/** @return list<string> what is wrong with the file */
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
    } elseif ($rule === 'sql' && !$isTest && !str_starts_with($path, 'plugin/OAuth2/Storage/')) {
        foreach (strings($source) as $string) {
            if (preg_match(SQL, $string) === 1) {
                $problems[] = 'has a statement: ' . substr($string, 0, 60);
            }
        }
    }

    return $problems;
}

[, $rule, $root] = $argv + [1 => '', 2 => dirname(__DIR__, 2)];
if (!in_array($rule, ['strict', 'crypto', 'matomo', 'sql'], true)) {
    fwrite(STDERR, "usage: php script/lib/layers.php strict|crypto|matomo|sql [ROOT]\n");
    exit(2);
}
$files = 0;
$broken = 0;
foreach (sources($root) as $path => $source) {
    $files++;
    foreach (problems($rule, $path, $source) as $problem) {
        echo "$path $problem\n";
        $broken++;
    }
}
if ($files === 0) {
    echo "no file under $root\n";
}
exit($broken === 0 && $files > 0 ? 0 : 1);
