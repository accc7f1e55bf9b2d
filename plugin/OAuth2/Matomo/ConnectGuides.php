<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Matomo;

use Piwik\Plugins\OAuth2\Server\Assistant\Trust;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;
use Piwik\Plugins\OAuth2\Server\GrantType;
use Piwik\Plugins\OAuth2\Storage\ClientRecord;

/**
 * The steps by which users connect each assistant, for the page "Connect an assistant". config/connect-guides.json has them,
 * each with the vendor's document that says so; a known assistant that is not in the file gets the one step that all have.
 *
 * @phpstan-type Step array{kind: string, app?: string, path?: list<string>, code?: string, file?: string, url?: string, json?: array<string, mixed>}
 * @phpstan-type Guide array{assistant: string, name?: string, vendor?: string, registers?: bool, cloud?: bool, source: string, steps: list<Step>,
 *     client?: array{redirectUris: non-empty-list<string>, alone?: bool, steps: list<Step>}}
 * @phpstan-type Shown array{key: string, name: string, vendor: string, source: string, notes: list<string>,
 *     steps: list<array{text: string, code: string, href: string, label: string}>}
 */
final readonly class ConnectGuides
{
    /** Characters that need quotes which differ between terminals: an address that has one gets no commands. */
    private const QUOTED = '~[^A-Za-z0-9.:/?&=_\[\]-]~';

    /**
     * @param string $address of the MCP server
     * @param \Closure(string, list<string>): string $translate
     */
    public function __construct(private string $address, private \Closure $translate)
    {
    }

    /**
     * The contents of the file.
     *
     * @return list<Guide>
     */
    public static function all(): array
    {
        $file = (string) file_get_contents(\dirname(__DIR__) . '/config/connect-guides.json');

        /** @var list<Guide> */
        return json_decode($file, true, 16, JSON_THROW_ON_ERROR);
    }

    /**
     * The guides for those assistants that the settings allow. One that has a document presents it wherever documents are
     * accepted, and then does not try to register itself.
     *
     * @param list<array{key: string, name: string, vendor: string, state: string}> $known the known assistants with their switches
     * @param bool $registers true if assistants may register themselves
     * @return list<Shown>
     */
    public function allowed(Trust $trust, array $known, bool $registers): array
    {
        $guides = array_column(self::all(), null, 'assistant');
        $allowed = [];
        foreach ($known as $assistant) {
            $isAllowed = $trust === Trust::Off ? $registers : $assistant['state'] !== 'off';
            $guide = $guides[$assistant['key']] ?? null;
            // Of an assistant without a guide nobody knows whether it registers itself.
            if ($isAllowed && ($guide !== null || $trust !== Trust::Off)) {
                $allowed[] = $this->guide($assistant['key'], $assistant['name'], $assistant['vendor'], $guide);
            }
        }
        foreach ($registers ? $guides : [] as $key => $guide) {
            if ($guide['registers'] ?? false) {
                $allowed[] = $this->guide((string) $key, $guide['name'] ?? '', $guide['vendor'] ?? '', $guide);
            }
        }

        return $allowed;
    }

    /**
     * The redirect URIs by which a client is known to be made for an assistant.
     *
     * @return non-empty-list<string>
     */
    public static function redirectUris(): array
    {
        $uris = array_merge(...array_column(array_column(self::all(), 'client'), 'redirectUris'));

        return $uris === [] ? throw new \LogicException('No guide has redirect URIs') : $uris;
    }

    /**
     * The guides for those assistants for which an administrator has made a client. They name its Client ID, which is no secret.
     *
     * @param list<ClientRecord> $clients
     * @param list<array{key: string, name: string, vendor: string, state: string}> $known the known assistants
     * @param list<string> $but the keys of assistants that connect without a client
     * @return list<Shown>
     */
    public function ofClients(array $clients, array $known, array $but): array
    {
        $names = array_column($known, null, 'key');
        $shown = [];
        foreach (self::all() as $guide) {
            $key = $guide['assistant'];
            $made = $guide['client'] ?? null;
            if ($made === null || \in_array($key, $but, true)) {
                continue;
            }
            $name = $guide['name'] ?? $names[$key]['name'] ?? $key;
            $vendor = $guide['vendor'] ?? $names[$key]['vendor'] ?? '';
            foreach ($clients as $client) {
                if (self::isFor($client, $made)) {
                    $shown[] = $this->guide($key, $name, $vendor, ['steps' => $made['steps']] + $guide, $client);
                }
            }
        }

        return $shown;
    }

    /** @param array{redirectUris: non-empty-list<string>, alone?: bool, steps: list<Step>} $guide */
    private static function isFor(ClientRecord $client, array $guide): bool
    {
        $own = array_intersect($client->redirectUris, $guide['redirectUris']);

        return $own !== []
            && (!($guide['alone'] ?? false) || \count($own) === \count($client->redirectUris))
            && \in_array(GrantType::AuthorizationCode->value, $client->grantTypes, true);
    }

    /**
     * @param ?Guide $guide
     * @param ?ClientRecord $client the client to connect with; null if the assistant needs none
     * @return Shown
     */
    private function guide(string $key, string $name, string $vendor, ?array $guide, ?ClientRecord $client = null): array
    {
        $id = $client->clientId ?? '';
        $steps = array_map(fn (array $step): array => $this->step($step, $name, $id), $guide['steps'] ?? []);
        if ($steps === [] || !$this->isPlain()) {
            $steps = [$this->shown('ConnectStepGeneric', [$name])];
            if ($client !== null) {
                $steps[] = $this->shown('ConnectStepClientId', [$name], $id);
            }
        }
        $steps[] = $this->shown('ConnectStepAllow');
        $notes = ($guide['cloud'] ?? false) ? [$this->text('ConnectFromCloud', [$name])] : [];
        if ($client !== null) {
            array_unshift($notes, $this->text('ConnectClient', [DisplayText::of($client->name)]));
        }
        if ($client?->isConfidential() === true) {
            $notes[] = $this->text('ConnectClientSecret', [$name]);
        }

        return [
            'key' => trim("$key $id"),
            'name' => $name,
            'vendor' => $vendor,
            'source' => $guide['source'] ?? '',
            'notes' => $notes,
            'steps' => $steps,
        ];
    }

    /**
     * @param Step $step
     * @return array{text: string, code: string, href: string, label: string}
     */
    private function step(array $step, string $name, string $clientId): array
    {
        $app = $step['app'] ?? $name;

        return match ($step['kind']) {
            'open' => $this->shown('ConnectStepOpen', [$app, implode(' → ', $step['path'] ?? [])]),
            'paste' => $this->shown('ConnectStepPaste'),
            'run' => $this->shown('ConnectStepRun', [], $this->filled($step['code'] ?? '', $clientId)),
            'enter' => $this->shown('ConnectStepEnter', [$app], $this->filled($step['code'] ?? '')),
            'config' => $this->shown('ConnectStepConfig', [$app, $step['file'] ?? ''], $this->json($step, JSON_PRETTY_PRINT, $clientId)),
            'clientId' => $this->shown('ConnectStepClientId', [$app], $clientId),
            'link' => [
                ...$this->shown('ConnectStepLink', [$app]),
                'href' => $this->link($step),
                'label' => $this->text('ConnectStepLinkLabel', [$app]),
            ],
            'confirm' => $this->shown('ConnectStepConfirm', [$app]),
            default => throw new \LogicException("There is no kind of step \"$step[kind]\""),
        };
    }

    /**
     * @param list<string> $values
     * @return array{text: string, code: string, href: string, label: string}
     */
    private function shown(string $key, array $values = [], string $code = ''): array
    {
        return ['text' => $this->text($key, $values), 'code' => $code, 'href' => '', 'label' => ''];
    }

    /** @param list<string> $values */
    private function text(string $key, array $values = []): string
    {
        return ($this->translate)("OAuth2_$key", $values);
    }

    /**
     * The link that an application opens, with its configuration in the form that its vendor describes.
     *
     * @param Step $step
     */
    private function link(array $step): string
    {
        $json = $this->json($step);

        return strtr($step['url'] ?? '', [
            '{url-encoded}' => rawurlencode($json),
            '{base64}' => rawurlencode(base64_encode($json)),
        ]);
    }

    /** @param Step $step */
    private function json(array $step, int $flags = 0, string $clientId = ''): string
    {
        return $this->filled(json_encode($step['json'] ?? [], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | $flags), $clientId);
    }

    /** Client IDs have no character that a terminal or JSON would interpret. */
    private function filled(string $text, string $clientId = ''): string
    {
        return strtr($text, ['{address}' => $this->address, '{client}' => $clientId]);
    }

    private function isPlain(): bool
    {
        return preg_match(self::QUOTED, $this->address) === 0;
    }
}
