<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Adds the texts, lines of documents and compared requests that a new grant, endpoint or setting needs besides code (see
 * CONTRIBUTING.md).
 * Usage: php document.php grant|endpoint|setting PLUGIN_FOLDER
 */

[, $recipe, $plugin] = $argv + [1 => '', 2 => ''];

$texts = [
    'grant' => [
        'GrantDummy' => 'Dummy', 'GrantDummyMeaning' => 'Meaning.',
        'SettingEnableDummy' => 'Enable the grant type Dummy', 'SettingEnableDummyHelp' => 'Help.',
    ],
    'endpoint' => ['EndpointDummy' => 'Dummy'],
    'setting' => ['SettingDummyAge' => 'Dummy age', 'SettingDummyAgeHelp' => 'Help.'],
];

/** file => [pattern of a line => its replacement] */
$lines = [
    'grant' => [
        'docs/index.md' => [
            '~^- \*\*Refresh Token\*\*.*\n~m' => "$0- **Dummy**: for tests of the recipes → [how it works](authorization-code.md)\n",
            '~^(\| Grant types \|.*) \|\n~m' => "$1, Dummy |\n",
            '~^\| Enable the grant type Refresh Token \|.*\n~m' => "$0| Enable the grant type Dummy | on | |\n",
        ],
        'docs/console.md' => ['~\z~' => "\n`--grant-type=urn:example:dummy`\n"],
        'tests/WebServer/ComparedRequests.php' => [
            '~^( *)(\$of\()(200, \'"refresh_token"\', )\'&refresh_token=\{refresh:right\}\'\),\n~m' => '$0'
                . "$1new ComparedRequest('/oauth2/token', 200, 'dummy', 'grant_type=urn:example:dummy'),\n"
                . "$1new ComparedRequest('/oauth2/token', 400, 'Unknown scope ', 'grant_type=urn:example:dummy&scope=x'),\n",
        ],
    ],
    'endpoint' => [
        'docs/index.md' => [
            '~^\| .*action=jwks`.*\n~m' => "$0| Dummy | `index.php?module=OAuth2&action=dummy` | `/oauth2/dummy` |\n",
        ],
        'docs/web-server.md' => ['~`/oauth2/jwks`~' => '$0, `/oauth2/dummy`'],
        'tests/Unit/Server/metadata.json' => [
            '~^( *)"jwks_uri": "(.*)jwks",\n~m' => "$0$1\"dummy_endpoint\": \"$2dummy\",\n",
        ],
    ],
    'setting' => [
        'docs/index.md' => ['~^\| Grace period of refresh tokens \|.*\n~m' => "$0| Dummy age | 7 days | 1 to 31 |\n"],
    ],
];

if (!isset($texts[$recipe], $lines[$recipe])) {
    fwrite(STDERR, "usage: php document.php grant|endpoint|setting PLUGIN_FOLDER\n");
    exit(2);
}
$languages = glob("$plugin/texts/*.json");
foreach ($languages === false ? [] : $languages as $file) {
    /** @var array{OAuth2: array<string, string>} $language */
    $language = json_decode((string) file_get_contents($file), true, 4, JSON_THROW_ON_ERROR);
    $name = basename($file, '.json');
    foreach ($texts[$recipe] as $key => $text) {
        // A grant type's name is the same in every language; other texts must differ from the English ones.
        $own = ['ja' => 'これはダミーです', 'zh-cn' => '这是示例'][$name] ?? "$text ($name)";
        $language['OAuth2'][$key] = $name === 'en' || $key === 'GrantDummy' ? $text : $own;
    }
    ksort($language['OAuth2']);
    $json = json_encode($language, JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    file_put_contents($file, $json . "\n");
}
foreach ($lines[$recipe] as $file => $changes) {
    $text = (string) file_get_contents("$plugin/$file");
    foreach ($changes as $pattern => $replacement) {
        $text = preg_replace($pattern, $replacement, $text, 1, $count);
        if ($text === null || $count !== 1) {
            fwrite(STDERR, "$file has no line $pattern\n");
            exit(1);
        }
    }
    file_put_contents("$plugin/$file", $text);
}
