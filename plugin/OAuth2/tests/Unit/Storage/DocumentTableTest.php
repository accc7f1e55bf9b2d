<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Unit\Storage;

use PHPUnit\Framework\Attributes\CoversNothing;
use Piwik\Plugins\OAuth2\Storage\ClientTable;
use Piwik\Plugins\OAuth2\Storage\DocumentDecision;
use Piwik\Plugins\OAuth2\Storage\DocumentRecord;
use Piwik\Plugins\OAuth2\Storage\DocumentTable;
use Piwik\Plugins\OAuth2\tests\Support\Records;
use Piwik\Plugins\OAuth2\tests\Support\WatchedConnection;

#[CoversNothing]
final class DocumentTableTest extends StorageTestCase
{
    private const URL = 'https://app.example/client.json';

    private DocumentTable $documents;

    protected function setUp(): void
    {
        parent::setUp();
        $this->documents = new DocumentTable($this->connection);
    }

    public function testADocumentIsReplaced(): void
    {
        self::assertNull($this->documents->find(self::URL));
        $this->documents->store(self::URL, "{\"ä\":\"\u{1F980}\"}", self::NOW, self::NOW + 300);
        self::assertEquals(
            new DocumentRecord(self::URL, body: "{\"ä\":\"\u{1F980}\"}", fetchedAt: self::NOW, freshUntil: self::NOW + 300, createdAt: self::NOW),
            $this->documents->find(self::URL),
        );
        $this->documents->store(self::URL, '{}', self::NOW + 9, self::NOW + 10);
        self::assertEquals(
            new DocumentRecord(self::URL, body: '{}', fetchedAt: self::NOW + 9, freshUntil: self::NOW + 10, createdAt: self::NOW),
            $this->documents->find(self::URL),
        );
        $found = $this->documents->findMany([self::URL, 'app.example']);
        self::assertSame([self::URL], array_keys($found));
    }

    public function testAddressesDifferInCase(): void
    {
        $this->documents->store(self::URL, '{}', self::NOW, self::NOW);
        self::assertNull($this->documents->find('https://app.example/CLIENT.json'));
        self::assertNull($this->documents->find(self::URL . ' '));
    }

    public function testUnusedDocumentsAreBounded(): void
    {
        $this->documents->decide('https://app.example/blocked', DocumentDecision::Blocked, self::NOW);
        $this->documents->save('https://app.example/consented', ['digest' => 'd'], self::NOW);
        for ($n = 1; $n <= DocumentTable::UNUSED + 30; ++$n) {
            $this->documents->store("https://app$n.example/c", '{}', self::NOW + $n, self::NOW + $n);
        }
        self::assertSame(
            DocumentTable::UNUSED + 2,
            (int) ($this->connection->row('SELECT COUNT(*) AS n FROM ' . $this->connection->table('oauth2_document'))['n'] ?? 0),
        );
        self::assertNull($this->documents->find('https://app30.example/c'));
        self::assertNotNull($this->documents->find('https://app31.example/c'));
        self::assertSame(
            ['https://app.example/blocked', 'https://app.example/consented'],
            array_map(static fn (DocumentRecord $record): string => $record->clientId, $this->documents->all()),
        );
    }

    public function testUsedDocumentsTakeNoRoomOfOthers(): void
    {
        for ($n = 1; $n <= DocumentTable::UNUSED; ++$n) {
            $this->documents->store("https://app$n.example/c", '{}', self::NOW + $n, self::NOW + $n);
        }
        $this->documents->save('https://late.example/c', ['digest' => 'd'], self::NOW + 2000);
        $this->documents->store('https://last.example/c', '{}', self::NOW + 3000, self::NOW + 3000);
        self::assertNull($this->documents->find('https://app1.example/c'));
        self::assertNotNull($this->documents->find('https://app2.example/c'));
        self::assertNotNull($this->documents->find('https://late.example/c'));
    }

    public function testADocumentThatIsAcceptedInTheMeantimeStays(): void
    {
        for ($n = 1; $n <= DocumentTable::UNUSED; ++$n) {
            $this->documents->store("https://app$n.example/c", '{}', self::NOW + $n, self::NOW + $n);
        }
        $watched = new WatchedConnection($this->connection);
        $watched->before('DELETE', fn () => $this->documents->save('https://app1.example/c', ['digest' => 'd'], self::NOW));
        (new DocumentTable($watched))->store('https://last.example/c', '{}', self::NOW + 3000, self::NOW + 3000);
        self::assertSame('d', $this->documents->find('https://app1.example/c')?->digest);
    }

    public function testAUserMayAskForAFew(): void
    {
        for ($n = 1; $n <= DocumentTable::PENDING_OF_USER; ++$n) {
            $this->documents->store("https://app$n.example/c", '{}', self::NOW, self::NOW);
            self::assertTrue($this->documents->ask("https://app$n.example/c", 'anna', self::NOW + 5));
        }
        $this->documents->store(self::URL, '{}', self::NOW, self::NOW);
        self::assertFalse($this->documents->ask(self::URL, 'anna', self::NOW));
        self::assertNull($this->documents->find(self::URL)?->decision);
        self::assertTrue($this->documents->ask(self::URL, 'ben', self::NOW + 5));
        $record = $this->documents->find(self::URL);
        self::assertSame([DocumentDecision::Pending, 'ben', self::NOW + 5], [$record?->decision, $record?->askedBy, $record?->createdAt]);
        self::assertFalse($this->documents->ask(self::URL, 'carl', self::NOW), 'It waits already');
        self::assertFalse($this->documents->ask('https://other.example/c', 'carl', self::NOW), 'There is no such document');
    }

    public function testAllUsersTogetherMayAskForSome(): void
    {
        for ($n = 1; $n <= DocumentTable::PENDING + 1; ++$n) {
            $this->documents->store("https://app$n.example/c", '{}', self::NOW, self::NOW);
            self::assertSame($n <= DocumentTable::PENDING, $this->documents->ask("https://app$n.example/c", "user$n", self::NOW));
        }
    }

    public function testRequestsAtTheSameTimeStayWithinTheLimits(): void
    {
        foreach ([['anna', 'anna', DocumentTable::PENDING_OF_USER], ['anna', 'ben', DocumentTable::PENDING]] as [$login, $other, $limit]) {
            $this->setUp();
            for ($n = 1; $n <= $limit + 1; ++$n) {
                $this->documents->store("https://app$n.example/c", '{}', self::NOW, self::NOW);
            }
            for ($n = 1; $n < $limit; ++$n) {
                self::assertTrue($this->documents->ask("https://app$n.example/c", $login === $other ? $login : "user$n", self::NOW));
            }
            $watched = new WatchedConnection($this->connection);
            $watched->before('UPDATE', fn (): bool => $this->documents->ask("https://app$limit.example/c", $other, self::NOW));
            $last = 'https://app' . ($limit + 1) . '.example/c';
            self::assertFalse((new DocumentTable($watched))->ask($last, $login, self::NOW));
            $record = $this->documents->find($last);
            self::assertSame([null, null], [$record?->decision, $record?->askedBy]);
            self::assertSame(DocumentDecision::Pending, $this->documents->find("https://app$limit.example/c")?->decision);
        }
    }

    public function testADecisionInTheMeantimeIsNotTakenBack(): void
    {
        for ($n = 1; $n <= DocumentTable::PENDING_OF_USER + 1; ++$n) {
            $this->documents->store("https://app$n.example/c", '{}', self::NOW, self::NOW);
        }
        for ($n = 1; $n < DocumentTable::PENDING_OF_USER; ++$n) {
            $this->documents->ask("https://app$n.example/c", 'anna', self::NOW);
        }
        $watched = new WatchedConnection($this->connection);
        $watched->before('UPDATE', function () use ($watched): void {
            $this->documents->ask('https://app5.example/c', 'anna', self::NOW);
            $watched->before('decision = NULL', fn () => $this->documents->decide('https://app6.example/c', DocumentDecision::Blocked, self::NOW));
        });
        (new DocumentTable($watched))->ask('https://app6.example/c', 'anna', self::NOW);
        self::assertSame(DocumentDecision::Blocked, $this->documents->find('https://app6.example/c')?->decision);
    }

    public function testAnotherUsersRequestInTheMeantimeIsNotTakenBack(): void
    {
        for ($n = 1; $n <= DocumentTable::PENDING_OF_USER + 1; ++$n) {
            $this->documents->store("https://app$n.example/c", '{}', self::NOW, self::NOW);
        }
        for ($n = 1; $n < DocumentTable::PENDING_OF_USER; ++$n) {
            $this->documents->ask("https://app$n.example/c", 'anna', self::NOW);
        }
        $watched = new WatchedConnection($this->connection);
        $watched->before('UPDATE', function () use ($watched): void {
            $this->documents->ask('https://app5.example/c', 'anna', self::NOW);
            $watched->before('decision = NULL', function (): void {
                $this->documents->decide('https://app6.example/c', null, self::NOW);
                $this->documents->ask('https://app6.example/c', 'ben', self::NOW);
            });
        });
        self::assertFalse((new DocumentTable($watched))->ask('https://app6.example/c', 'anna', self::NOW));
        self::assertSame('ben', $this->documents->find('https://app6.example/c')?->askedBy);
    }

    public function testWhatTheListHas(): void
    {
        $this->documents->save('https://nothing.example/c', ['kept' => false], self::NOW);
        $this->documents->save('https://fetched.example/c', ['body' => '{}'], self::NOW);
        $this->documents->save('https://differs.example/c', ['body' => '{}', 'latest' => '{}'], self::NOW);
        $this->documents->save('https://compared.example/c', ['checked_at' => self::NOW], self::NOW);
        self::assertSame(
            ['https://compared.example/c', 'https://differs.example/c'],
            array_column($this->documents->all(), 'clientId'),
            'not what nobody consented to and nobody decided about',
        );
    }

    public function testOneClientIsNoLongerKept(): void
    {
        foreach (['https://a.example/c', 'https://b.example/c'] as $id) {
            self::assertTrue($this->documents->keep($id, true, self::NOW));
        }
        self::assertTrue($this->documents->keep('https://a.example/c', false, self::NOW));
        self::assertSame([false, null], [$this->documents->find('https://a.example/c')?->kept, $this->documents->find('https://a.example/c')?->decision]);
        $other = $this->documents->find('https://b.example/c');
        self::assertSame([true, DocumentDecision::Approved], [$other?->kept, $other?->decision]);
    }

    public function testADecisionStays(): void
    {
        $this->documents->store(self::URL, '{}', self::NOW, self::NOW);
        $this->documents->decide(self::URL, DocumentDecision::Blocked, self::NOW);
        self::assertFalse($this->documents->ask(self::URL, 'anna', self::NOW));
        self::assertSame(DocumentDecision::Blocked, $this->documents->find(self::URL)?->decision);
        $this->documents->delete(self::URL);
        self::assertSame(DocumentDecision::Blocked, $this->documents->find(self::URL)?->decision);
        $this->documents->decide(self::URL, null, self::NOW);
        $this->documents->delete(self::URL);
        self::assertNull($this->documents->find(self::URL));
    }

    public function testADeletedClientLeavesABlockAndWhatWasAdopted(): void
    {
        $used = ['digest' => 'd', 'kept' => true, 'suspended' => true, 'body' => '{}', 'checked_at' => 5];
        foreach ([['approved', null, null], ['pending', null, null], [null, null, null], ['blocked', null, 'blocked'], ['approved', '{}', null]] as [$before, $adopted, $after]) {
            $this->documents->save(self::URL, $used + ['decision' => $before, 'adopted' => $adopted], self::NOW);
            $this->documents->save('https://other.example/c', $used + ['decision' => 'approved'], self::NOW);
            $this->documents->delete(self::URL);
            $record = $this->documents->find(self::URL);
            self::assertSame($after === null && $adopted === null, $record === null);
            self::assertSame([$adopted, $after, false, false, null], [
                $record?->adopted, $record?->decision?->value, $record->kept ?? false, $record->suspended ?? false, $record?->digest,
            ]);
            self::assertSame('d', $this->documents->find('https://other.example/c')?->digest);
        }
    }

    public function testAComparisonKeepsNoUnusedDocument(): void
    {
        $this->documents->save(self::URL, ['body' => '{}', 'checked_at' => self::NOW], self::NOW);
        $this->documents->save('https://copy.example/c', ['checked_at' => self::NOW, 'check_problem' => 'status'], self::NOW);
        self::assertSame(1, $this->documents->purge(self::NOW, self::NOW));
        self::assertNull($this->documents->find(self::URL));
        self::assertNotNull($this->documents->find('https://copy.example/c'));
    }

    public function testADeletedUserIsForgotten(): void
    {
        foreach (['Anna' => null, 'anna' => null, 'annabel' => 'annabel'] as $login => $after) {
            $this->documents->save(self::URL, ['asked_by' => $login, 'decision' => 'pending'], self::NOW);
            $this->documents->forgetUser('anna');
            self::assertSame([$after, DocumentDecision::Pending], [
                $this->documents->find(self::URL)?->askedBy, $this->documents->find(self::URL)?->decision,
            ]);
        }
    }

    public function testConsentIsForgottenOnce(): void
    {
        $this->documents->save(self::URL, ['digest' => 'd'], self::NOW);
        self::assertFalse($this->documents->forgetConsent(self::URL, 'e', null, self::NOW));
        self::assertTrue($this->documents->forgetConsent(self::URL, 'd', null, self::NOW));
        self::assertFalse($this->documents->forgetConsent(self::URL, 'd', null, self::NOW));
        self::assertNull($this->documents->find(self::URL)?->digest);
    }

    public function testAnApprovalIsWithdrawnWithTheConsent(): void
    {
        foreach ([['approved', DocumentDecision::Pending], ['blocked', DocumentDecision::Blocked], [null, null]] as [$before, $after]) {
            $this->documents->save(self::URL, ['digest' => 'd', 'kept' => true, 'decision' => $before], self::NOW);
            $this->documents->save('https://other.example/c', ['digest' => 'd', 'kept' => true, 'decision' => 'approved'], self::NOW);
            $this->documents->forgetConsent(self::URL, 'd', DocumentDecision::Pending, self::NOW + 7);
            $record = $this->documents->find(self::URL);
            self::assertSame([$after, false, self::NOW + 7], [$record?->decision, $record?->kept, $record?->createdAt]);
            self::assertTrue($this->documents->find('https://other.example/c')?->kept);
        }
    }

    public function testAnApprovalIsBoundToADocumentOnce(): void
    {
        foreach ([self::URL, 'https://another.example/c'] as $url) {
            $this->documents->save($url, ['decision' => 'approved'], self::NOW);
        }
        $this->documents->bind(self::URL, 'd');
        $this->documents->bind(self::URL, 'e');
        self::assertNull($this->documents->find('https://another.example/c')?->digest);
        self::assertSame('d', $this->documents->find(self::URL)?->digest);
        $this->documents->bind('https://other.example/c', 'd');
        self::assertNull($this->documents->find('https://other.example/c'));
    }

    public function testConsentToADeletedClientIsForgotten(): void
    {
        $this->documents->save(self::URL, ['digest' => 'd', 'kept' => true, 'decision' => 'approved'], self::NOW);
        $this->documents->purge(self::NOW, self::NOW);
        $record = $this->documents->find(self::URL);
        self::assertSame(['d', false, DocumentDecision::Approved], [$record?->digest, $record?->kept, $record?->decision], 'Bound to the document');
        $this->documents->decide(self::URL, DocumentDecision::Blocked, self::NOW);
        $this->documents->purge(self::NOW, self::NOW);
        self::assertNull($this->documents->find(self::URL)?->digest);
    }

    public function testThePurgeLeavesWhatIsUsed(): void
    {
        $rows = [
            'unused' => [], 'consented' => ['digest' => 'd'], 'kept' => ['kept' => true], 'adopted' => ['adopted' => '{}'],
            'checked' => ['checked_at' => self::NOW, 'body' => null], 'blocked' => ['decision' => 'blocked'], 'approved' => ['decision' => 'approved'],
            'pending' => ['decision' => 'pending'],
        ];
        foreach (['c', 'new'] as $path) {
            (new ClientTable($this->connection))->insert(Records::client("https://consented.example/$path"));
            (new ClientTable($this->connection))->insert(Records::client("https://kept.example/$path"));
        }
        foreach ($rows as $name => $values) {
            $this->documents->save("https://$name.example/c", $values + ['body' => '{}'], self::NOW);
            $this->documents->save("https://$name.example/new", $values + ['body' => '{}'], self::NOW + 100);
        }
        $this->documents->save('https://older.example/c', ['decision' => 'pending', 'body' => '{}'], self::NOW - 50);
        self::assertSame(2, $this->documents->purge(self::NOW, self::NOW - 1));
        self::assertNull($this->documents->find('https://older.example/c'));
        self::assertNull($this->documents->find('https://unused.example/c'));
        self::assertNotNull($this->documents->find('https://unused.example/new'));
        self::assertSame(1, $this->documents->purge(self::NOW, self::NOW));
        self::assertNull($this->documents->find('https://pending.example/c'));
        self::assertCount(\count($rows) * 2 - 3, $this->documents->all());
    }
}
