<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugins\Diagnostics\Diagnostic\Diagnostic;
use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResult;
use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResultItem;
use Piwik\Plugins\OAuth2\Diagnostic\SystemCheck;

final class RunChecks extends OAuth2Command
{
    protected function configure(): void
    {
        $this->describe(
            'check',
            'Checks what the authorization server needs: extension, keys, issuer, web server, clients',
            'Prints the lines of this plugin in Matomo\'s system check. The exit code is 1 if a check found an error.',
        );
    }

    protected function perform(): int
    {
        /** @var DiagnosticResult[] $results */
        $results = array_merge(...array_map(static fn (Diagnostic $check): array => $check->execute(), SystemCheck::checks()));
        if ($this->isJson()) {
            $this->writeJson(array_map(static fn (DiagnosticResult $result): array => [
                'label' => $result->getLabel(),
                'items' => array_map(static fn (DiagnosticResultItem $item): array => [
                    'status' => $item->getStatus(),
                    'comment' => self::plain($item->getComment()),
                ], $result->getItems()),
            ], $results));
        } else {
            foreach ($results as $result) {
                foreach ($result->getItems() as $item) {
                    $this->write(strtoupper($item->getStatus()) . '  ' . $result->getLabel());
                    foreach (array_filter(explode("\n", self::plain($item->getComment())), static fn (string $line): bool => $line !== '') as $line) {
                        $this->write("    $line");
                    }
                }
            }
        }
        $statuses = array_map(static fn (DiagnosticResult $result): string => $result->getStatus(), $results);

        return \in_array(DiagnosticResult::STATUS_ERROR, $statuses, true) ? self::FAILURE : self::SUCCESS;
    }

    /** Converts a comment of the system check from HTML to plain text. */
    private static function plain(string $comment): string
    {
        $text = strip_tags((string) preg_replace('~<br\s*/?>~i', "\n", $comment));

        return trim(html_entity_decode($text, ENT_QUOTES | ENT_HTML5, 'UTF-8'));
    }
}
