<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Container\StaticContainer;
use Piwik\Piwik;
use Piwik\Plugins\OAuth2\Matomo\Discovery;
use Piwik\Plugins\OAuth2\Matomo\Presentation;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;

final class TestDiscovery extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'test-discovery',
            'Asks the address of this Matomo what an assistant would ask that knows nothing but the address',
            'Shows each URL with the status, the type and the issuer of the response, and the lines for the web server that are missing.'
                . ' Where the clean routes answer, the metadata name them from then on, unless the setting cleanRoutes is off. The exit code'
                . ' is 1 if no client finds the metadata, or if this server cannot reach its own address.',
        );
    }

    protected function perform(): int
    {
        $this->server();
        $discovery = StaticContainer::get(Discovery::class);
        $report = $discovery->test();
        $settings = ServerFactory::instance()->forPages()->settings();
        $result = Presentation::discovery($settings, $report, $discovery->rules($report), Piwik::translate(...));
        $code = $report->connects()->isFine() ? self::SUCCESS : self::FAILURE;
        if ($this->isJson()) {
            $this->writeJson($result);

            return $code;
        }
        $test = $result['test'] ?? throw new \LogicException('There is a result');
        foreach ($test['probes'] as $probe) {
            $this->write((string) $probe['url']);
            $this->write('    ' . implode(', ', array_filter([
                $probe['status'] === 0 ? '' : (string) $probe['status'],
                (string) $probe['type'],
                (string) $probe['found'],
                (string) $probe['text'],
            ], static fn (string $part): bool => $part !== '')));
        }
        $this->write($test['text']);
        foreach (array_filter([$test['advice'], $test['note']], static fn (string $text): bool => $text !== '') as $text) {
            $this->write($text);
        }
        if ($result['cleanRoutes']) {
            $this->write(Piwik::translate('OAuth2_DiscoveryRoutes'));
        }
        foreach ($test['rules'] as $rule) {
            $this->write();
            $this->write(match ($rule['server']) {
                'nginx' => Piwik::translate('OAuth2_RulesNginx'),
                'apache' => Piwik::translate('OAuth2_RulesApache'),
                default => Piwik::translate('OAuth2_RulesHtaccess', $rule['file']),
            });
            foreach (explode("\n", $rule['lines']) as $line) {
                $this->write("    $line");
            }
        }

        return $code;
    }
}
