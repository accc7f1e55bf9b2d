<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Diagnostic;

use Piwik\Piwik;
use Piwik\Plugins\Diagnostics\Diagnostic\Diagnostic;
use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResult;
use Piwik\Plugins\Diagnostics\Diagnostic\DiagnosticResultItem;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;
use Piwik\Plugins\OAuth2\Storage\StorageException;

/** A line of Matomo's system check, which shows comments as HTML: this class escapes all values in them. */
abstract class DiagnosticCheck implements Diagnostic
{
    /** @return DiagnosticResult[] */
    public function execute()
    {
        Texts::load();
        try {
            $items = $this->items();
        } catch (ExtensionMissing | NotConfigured) {
            // The lines about the extension and the issuer report this, with the remedy.
            return [];
        } catch (StorageException $failure) {
            $items = [self::error(self::escape($failure->getMessage()))];
        }
        if ($items === []) {
            return [];
        }
        $result = new DiagnosticResult(Piwik::translate('OAuth2_CheckLabel', [Piwik::translate($this->label())]));
        $result->setItems($items);

        return [$result];
    }

    /** The translation key of the label. */
    abstract protected function label(): string;

    /**
     * @return list<DiagnosticResultItem> empty if the check does not apply
     * @throws ExtensionMissing
     * @throws NotConfigured
     * @throws StorageException
     */
    abstract protected function items(): array;

    protected static function ok(string $comment = ''): DiagnosticResultItem
    {
        return new DiagnosticResultItem(DiagnosticResult::STATUS_OK, $comment);
    }

    protected static function note(string $comment): DiagnosticResultItem
    {
        return new DiagnosticResultItem(DiagnosticResult::STATUS_INFORMATIONAL, $comment);
    }

    protected static function warning(string $comment): DiagnosticResultItem
    {
        return new DiagnosticResultItem(DiagnosticResult::STATUS_WARNING, $comment);
    }

    protected static function error(string $comment): DiagnosticResultItem
    {
        return new DiagnosticResultItem(DiagnosticResult::STATUS_ERROR, $comment);
    }

    /**
     * A translated sentence with escaped arguments, by its key without the prefix "OAuth2_".
     *
     * @param list<string|int> $arguments
     */
    protected static function say(string $key, array $arguments = []): string
    {
        return self::translated("OAuth2_$key", $arguments);
    }

    /**
     * A translated sentence with escaped arguments, by its full key.
     *
     * @param list<string|int> $arguments
     */
    protected static function translated(string $key, array $arguments): string
    {
        return Piwik::translate($key, array_map(
            static fn (string|int $argument): string => self::escape((string) $argument),
            $arguments,
        ));
    }

    /** Commands or lines of configuration to copy, as HTML. */
    protected static function code(string ...$lines): string
    {
        return '<br/>' . implode('<br/>', array_map(
            static fn (string $line): string => '<code>' . self::escape($line) . '</code>',
            $lines,
        ));
    }

    protected static function escape(string $text): string
    {
        return htmlspecialchars(DisplayText::of($text, 500), ENT_QUOTES | ENT_SUBSTITUTE | ENT_HTML5, 'UTF-8');
    }
}
