<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Commands;

use Piwik\Piwik;
use Piwik\Plugins\OAuth2\SelfTest\Check;
use Piwik\Plugins\OAuth2\SelfTest\MethodList;
use Piwik\Plugins\OAuth2\SelfTest\NotRunnable;
use Piwik\Plugins\OAuth2\SelfTest\SelfTest;
use Piwik\Plugins\OAuth2\SelfTest\Status;
use Piwik\Plugins\OAuth2\SelfTest\Verdict;
use Symfony\Component\Console\Output\OutputInterface;

final class RunSelfTest extends OAuth2Command
{
    private const BUSY = 'Another process is running the self-test. Try again in a minute.';

    protected function configure(): void
    {
        $this->describe(
            'self-test',
            'Proves that this Matomo limits bearer tokens to their scopes; without that it accepts none',
            'Runs requests with tokens of its own inside this process and leaves nothing behind. It tests the versions and'
                . ' plugins of the command line; a web server with another version of PHP has a result of its own, which its'
                . ' first bearer call produces. The exit code is 1 if a check failed.',
        );
        $this->addNoValueOption('methods', null, 'List all API methods of this Matomo, the scope that each needs, and why; also with --format=csv');
        $this->addNoValueOption('list', null, 'Show the results that are stored, without running anything');
        $this->addRequiredValueOption('override', null, 'Accept bearer tokens in spite of the result with this id, at your own risk');
        $this->addRequiredValueOption('end-override', null, 'End the override of the result with this id');
        $this->addYesOption();
    }

    protected function formats(): array
    {
        return $this->getInput()->getOption('methods') === true ? ['text', 'json', 'csv'] : parent::formats();
    }

    protected function perform(): int
    {
        $this->server();
        foreach (['override' => true, 'end-override' => false] as $option => $on) {
            $id = $this->text($option);
            if ($id !== '') {
                return $this->override($id, $on);
            }
        }
        if ($this->getInput()->getOption('methods') === true) {
            return $this->methods();
        }
        if ($this->getInput()->getOption('list') === true) {
            return $this->list();
        }
        try {
            $verdict = SelfTest::run(true);
        } catch (NotRunnable $reason) {
            throw new CommandRefused($reason->getMessage());
        }
        if ($verdict === null) {
            throw new CommandRefused(self::BUSY);
        }
        if ($this->isJson()) {
            $this->writeJson(self::document($verdict));
        } else {
            $this->report($verdict);
        }

        return $verdict->status === Status::Passed ? self::SUCCESS : self::FAILURE;
    }

    private function report(Verdict $verdict): void
    {
        foreach (Check::cases() as $check) {
            $problems = $verdict->problems[$check->value] ?? [];
            $done = !isset($verdict->problems['']);
            $this->write(($problems !== [] ? 'FAILED  ' : ($done ? 'OK      ' : 'NOT RUN ')) . Piwik::translate($check->textKey()));
            foreach ($problems as $problem) {
                $this->write("        $problem");
            }
        }
        foreach ($verdict->problems[''] ?? [] as $problem) {
            $this->write("        $problem");
        }
        $this->write();
        $this->write("Result $verdict->id: Matomo $verdict->matomo, PHP $verdict->php, OAuth2 $verdict->version");
        $this->write(match (true) {
            $verdict->status === Status::Passed => 'Bearer tokens are accepted.',
            $verdict->clears() => 'WARNING: bearer tokens are accepted only because an administrator has overridden this result.',
            default => 'Bearer tokens get status 503. Update OAuth2, or deactivate the plugin that causes this, and run the command again.',
        });
    }

    private function list(): int
    {
        $verdicts = SelfTest::verdicts()->all();
        if ($this->isJson()) {
            $this->writeJson(array_map(self::document(...), $verdicts));

            return self::SUCCESS;
        }
        $this->writeTable(['Result', 'Matomo', 'PHP', 'OAuth2', 'Status', 'At (UTC)'], array_map(static fn (Verdict $verdict): array => [
            $verdict->id,
            $verdict->matomo,
            $verdict->php,
            $verdict->version,
            $verdict->status->value . ($verdict->overriddenAt === null ? '' : ', overridden'),
            gmdate('Y-m-d H:i:s', $verdict->at),
        ], $verdicts));

        return self::SUCCESS;
    }

    private function methods(): int
    {
        $rows = array_map(
            static fn (array $row): array => ['reason' => $row['reason']->value] + $row,
            MethodList::all(),
        );
        match ($this->text('format')) {
            'csv' => $this->getOutput()->write(MethodList::csv(), false, OutputInterface::OUTPUT_RAW),
            'json' => $this->writeJson($rows),
            default => $this->writeTable(['Method', 'Needs', 'Reason'], array_map(
                static fn (array $row): array => [$row['method'], $row['needs'], $row['reason']],
                $rows,
            )),
        };

        return self::SUCCESS;
    }

    private function override(string $id, bool $on): int
    {
        if ($on) {
            $this->confirm("Tokens may then do more than their scope says, with the result $id. Accept bearer tokens all the same?");
        }
        match (SelfTest::override($id, $on)) {
            true => null,
            false => throw new CommandRefused('There is no result with this id. The option --list shows all.'),
            null => throw new CommandRefused(self::BUSY),
        };
        if ($this->isJson()) {
            $this->writeJson(['id' => $id, 'overridden' => $on]);
        } else {
            $this->write($on
                ? "Bearer tokens are accepted with the result $id. The system check warns until you end this with --end-override=$id."
                : "The override of the result $id has ended.");
        }

        return self::SUCCESS;
    }

    /** @return array<string, mixed> */
    private static function document(Verdict $verdict): array
    {
        return [
            'id' => $verdict->id,
            'matomo' => $verdict->matomo,
            'php' => $verdict->php,
            'oauth2' => $verdict->version,
            'status' => $verdict->status->value,
            'accepted' => $verdict->clears(),
            'overridden' => $verdict->overriddenAt !== null,
            'at' => gmdate('Y-m-d\TH:i:s\Z', $verdict->at),
            'problems' => $verdict->problems === [] ? new \stdClass() : $verdict->problems,
        ];
    }
}
