<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Plugin\ConsoleCommand;
use Piwik\Plugins\OAuth2\Matomo\ClientAdministration;
use Piwik\Plugins\OAuth2\Matomo\ExtensionMissing;
use Piwik\Plugins\OAuth2\Matomo\NotConfigured;
use Piwik\Plugins\OAuth2\Matomo\SchemaAdvice;
use Piwik\Plugins\OAuth2\Matomo\ServerFactory;
use Piwik\Plugins\OAuth2\Matomo\Texts;
use Piwik\Plugins\OAuth2\Server\AuthorizationServer;
use Piwik\Plugins\OAuth2\Server\Authorize\DisplayText;
use Piwik\Plugins\OAuth2\Server\Client\ClientNotFound;
use Piwik\Plugins\OAuth2\Server\Client\InvalidClient;
use Piwik\Plugins\OAuth2\Storage\SchemaMismatch;
use Piwik\Plugins\OAuth2\Storage\StorageException;
use Symfony\Component\Console\Formatter\OutputFormatter;
use Symfony\Component\Console\Output\ConsoleOutputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/**
 * The base of all commands: output formats, errors, and the confirmation of destructive commands.
 *
 * The result goes to standard output, as text or as one JSON document. Errors and questions go to standard error, so that
 * a program reads only the result. The exit code is 0 on success, otherwise 1.
 */
abstract class OAuth2Command extends ConsoleCommand
{
    private const FORMATS = ['text', 'json'];

    /** The options by field of {@see InvalidClient}. */
    private const OPTIONS = [
        'clientId' => '--client-id',
        'name' => '--name',
        'description' => '--description',
        'type' => '--type',
        'grantTypes' => '--grant-type',
        'redirectUris' => '--redirect-uri',
        'scopes' => '--scope',
        'requirePkce' => '--no-pkce',
        'actsAs' => '--acts-as',
        'oldSecret' => '--old-secret',
        'jwks' => '--keys',
        'jwksUri' => '--keys-url',
    ];

    /**
     * @return int self::SUCCESS or self::FAILURE
     * @throws CommandRefused
     * @throws InvalidClient
     * @throws ClientNotFound
     */
    abstract protected function perform(): int;

    /** @param string $name the command's name without the prefix "oauth2:" */
    protected function describe(string $name, string $description, string $help = ''): static
    {
        $this->setName("oauth2:$name");
        $this->setDescription($description);
        $this->setHelp($help);
        $this->addRequiredValueOption('format', null, 'Format of the output: text, or json for programs', 'text');

        return $this;
    }

    /** @return list<string> the values of --format */
    protected function formats(): array
    {
        return self::FORMATS;
    }

    /** Adds --yes, for commands that ask for confirmation. */
    protected function addYesOption(): void
    {
        $this->addNoValueOption('yes', 'y', 'Do not ask for confirmation; --no-interaction does the same');
    }

    protected function doExecute(): int
    {
        Texts::load();
        try {
            $formats = $this->formats();
            if (!\in_array($this->getInput()->getOption('format'), $formats, true)) {
                throw new CommandRefused('--format must be ' . implode(' or ', $formats) . '.');
            }

            return $this->perform();
        } catch (InvalidClient $invalid) {
            return $this->fail(self::notSaved(self::fields($invalid->errors)));
        } catch (ClientNotFound) {
            return $this->fail(new CommandRefused('There is no such client. To see all clients, run oauth2:list-clients.'));
        } catch (CommandRefused | ExtensionMissing | NotConfigured $refused) {
            return $this->fail($refused);
        } catch (SchemaMismatch $mismatch) {
            return $this->fail(new CommandRefused(SchemaAdvice::of($mismatch)));
        } catch (StorageException $failure) {
            return $this->fail(new CommandRefused($failure->getMessage() . '.'));
        }
    }

    /**
     * @throws ExtensionMissing
     * @throws NotConfigured
     */
    protected function server(): AuthorizationServer
    {
        return ServerFactory::instance()->checkedServer();
    }

    /**
     * @throws ExtensionMissing
     * @throws NotConfigured
     */
    protected function clients(): ClientAdministration
    {
        return new ClientAdministration($this->server()->clients());
    }

    /** The value of an argument or of an option with one value; empty if it is absent. */
    protected function text(string $name): string
    {
        $input = $this->getInput();
        $value = $input->hasArgument($name) ? $input->getArgument($name) : $input->getOption($name);

        return \is_string($value) ? $value : '';
    }

    /**
     * The values of a repeatable option.
     *
     * @return list<string>
     */
    protected function texts(string $option): array
    {
        $values = $this->getInput()->getOption($option);

        return \is_array($values) ? array_values(array_filter($values, \is_string(...))) : [];
    }

    /**
     * The words of a repeatable option; one value may hold several, separated by blanks or commas.
     *
     * @return list<string>
     */
    protected function words(string $option): array
    {
        $words = preg_split('/[\s,]+/', implode(' ', $this->texts($option)), -1, PREG_SPLIT_NO_EMPTY);

        return $words === false ? [] : $words;
    }

    /** @throws CommandRefused if the user does not confirm */
    protected function confirm(string $question): void
    {
        if ($this->getInput()->getOption('yes') === true || !$this->getInput()->isInteractive()) {
            return;
        }
        if (!$this->askForConfirmation(self::escape($question) . ' [y/N] ', false)) {
            throw new CommandRefused('Nothing was changed.');
        }
    }

    protected function isJson(): bool
    {
        return $this->getInput()->getOption('format') === 'json';
    }

    /** @param array<mixed> $document */
    protected function writeJson(array $document): void
    {
        $this->getOutput()->writeln(self::json($document), OutputInterface::OUTPUT_RAW);
    }

    /** Writes a line of text, with the console's tags escaped. */
    protected function write(string $line = ''): void
    {
        $this->getOutput()->writeln(self::escape($line));
    }

    /**
     * @param list<string> $header
     * @param list<list<string>> $rows
     */
    protected function writeTable(array $header, array $rows): void
    {
        $this->renderTable($header, array_map(
            static fn (array $row): array => array_map(self::escape(...), $row),
            $rows,
        ));
    }

    /** @param array<string, string> $fields */
    protected function writeFields(array $fields): void
    {
        $width = max(0, ...array_map(\strlen(...), array_keys($fields))) + 2;
        foreach ($fields as $label => $value) {
            foreach (explode("\n", $value) as $number => $line) {
                $this->write(str_pad($number === 0 ? "$label:" : '', $width) . $line);
            }
        }
    }

    /**
     * Makes untrusted text, such as names from the database, safe for a terminal: without escape sequences or console
     * tags.
     */
    private static function escape(string $text): string
    {
        $lines = array_map(static fn (string $line): string => DisplayText::of($line, 2000), explode("\n", $text));

        return OutputFormatter::escape(implode("\n", $lines));
    }

    /** @param array<string, string> $fields error messages by option */
    protected static function notSaved(array $fields): CommandRefused
    {
        return new CommandRefused('The client was not saved.', $fields);
    }

    /**
     * @param array<string, string|\Stringable> $problems by field
     * @return array<string, string> error messages by option
     */
    protected static function fields(array $problems): array
    {
        $fields = [];
        foreach ($problems as $field => $problem) {
            $fields[self::OPTIONS[$field] ?? $field] = (string) $problem;
        }

        return $fields;
    }

    private function fail(\Exception $refused): int
    {
        $message = $refused->getMessage();
        $fields = $refused instanceof CommandRefused ? $refused->fields : [];
        $output = $this->getOutput();
        $errors = $output instanceof ConsoleOutputInterface ? $output->getErrorOutput() : $output;
        if ($this->isJson()) {
            $document = ['error' => $message] + ($fields === [] ? [] : ['fields' => $fields]);
            $errors->writeln(self::json($document), OutputInterface::OUTPUT_RAW);

            return self::FAILURE;
        }
        $errors->writeln('<error>' . self::escape($message) . '</error>');
        foreach ($fields as $option => $sentence) {
            $errors->writeln('  ' . self::escape("$option: $sentence"));
        }

        return self::FAILURE;
    }

    /** @param array<mixed> $document */
    private static function json(array $document): string
    {
        // No JSON_UNESCAPED_UNICODE: a terminal must not see control characters beyond ASCII.
        return json_encode(
            $document,
            JSON_THROW_ON_ERROR | JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE,
        );
    }
}
