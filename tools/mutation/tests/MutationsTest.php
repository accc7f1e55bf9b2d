<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace OAuth2Tools\Mutation\tests;

use OAuth2Tools\Mutation\Mutations;
use PhpParser\ParserFactory;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class MutationsTest extends TestCase
{
    /** @return iterable<string, array{string, list<string>}> a statement, and what it becomes */
    public static function code(): iterable
    {
        yield 'conditions that AND combines' => ['$c->row("SELECT x FROM t WHERE a = ? AND b IS NULL");', [
            '$c->row("SELECT x FROM t WHERE (1 = 1 OR a = ?) AND b IS NULL");',
            '$c->row("SELECT x FROM t WHERE (1 = 0 AND a = ?) AND b IS NULL");',
            '$c->row("SELECT x FROM t WHERE a = ? AND (1 = 1 OR b IS NULL)");',
        ]];
        yield 'conditions that OR combines' => ['$s = "UPDATE t SET a = ? WHERE (b IS NULL OR c = ?)";', [
            '$s = "UPDATE t SET a = ? WHERE ((1 = 1 OR b IS NULL) OR c = ?)";',
            '$s = "UPDATE t SET a = ? WHERE ((1 = 0 AND b IS NULL) OR c = ?)";',
            '$s = "UPDATE t SET a = ? WHERE (b IS NULL OR (1 = 1 OR c = ?))";',
            '$s = "UPDATE t SET a = ? WHERE (b IS NULL OR (1 = 0 AND c = ?))";',
        ]];
        yield 'a comparison of times' => ["\$s = 'DELETE FROM ' . \$t . ' WHERE expires_at > ?';", [
            "\$s = 'DELETE FROM ' . \$t . ' WHERE (1 = 1 OR expires_at > ?)';",
            "\$s = 'DELETE FROM ' . \$t . ' WHERE (1 = 0 AND expires_at > ?)';",
            "\$s = 'DELETE FROM ' . \$t . ' WHERE expires_at >= ?';",
            "\$s = 'DELETE FROM ' . \$t . ' WHERE expires_at <> ?';",
        ]];
        yield 'a condition from elsewhere' => ['$s = "DELETE FROM $t WHERE id IN (" . marks() . ") AND $condition";', [
            '$s = "DELETE FROM $t WHERE (1 = 1 OR id IN (" . marks() . ")) AND $condition";',
            '$s = "DELETE FROM $t WHERE (1 = 0 AND id IN (" . marks() . ")) AND $condition";',
            '$s = "DELETE FROM $t WHERE id IN (" . marks() . ") AND (1 = 1 OR $condition)";',
        ]];
        yield 'a condition that is concatenated' => ["\$s = 'UPDATE t SET a = 1 WHERE ' . \$condition . ' AND b = 1';", [
            "\$s = 'UPDATE t SET a = 1 WHERE ' . '(1 = 1 OR ' . \$condition . ')' . ' AND b = 1';",
            "\$s = 'UPDATE t SET a = 1 WHERE ' . '(1 = 0 AND ' . \$condition . ')' . ' AND b = 1';",
            "\$s = 'UPDATE t SET a = 1 WHERE ' . \$condition . ' AND (1 = 1 OR b = 1)';",
        ]];
        yield 'a condition as an argument' => ["end('client_id = ?', [\$id]);", [
            "end('(1 = 1 OR client_id = ?)', [\$id]);",
            "end('(1 = 0 AND client_id = ?)', [\$id]);",
        ]];
        yield 'BETWEEN' => ["\$open = 'expires_at BETWEEN ? AND ?';", [
            "\$open = '(1 = 1 OR expires_at BETWEEN ? AND ?)';",
            "\$open = '(1 = 0 AND expires_at BETWEEN ? AND ?)';",
            "\$open = '(expires_at > ? AND expires_at <= ?)';",
            "\$open = '(expires_at >= ? AND expires_at < ?)';",
        ]];
        yield 'a join and a condition of a value' => [
            '$s = "SELECT CASE WHEN a = 1 THEN b END FROM t LEFT JOIN u ON u.id = t.id ORDER BY CASE s WHEN \'x\' THEN 0 END";',
            [
                '$s = "SELECT CASE WHEN (1 = 1 OR a = 1) THEN b END FROM t LEFT JOIN u ON u.id = t.id ORDER BY CASE s WHEN \'x\' THEN 0 END";',
                '$s = "SELECT CASE WHEN (1 = 0 AND a = 1) THEN b END FROM t LEFT JOIN u ON u.id = t.id ORDER BY CASE s WHEN \'x\' THEN 0 END";',
                '$s = "SELECT CASE WHEN a = 1 THEN b END FROM t LEFT JOIN u ON (1 = 1 OR u.id = t.id) ORDER BY CASE s WHEN \'x\' THEN 0 END";',
                '$s = "SELECT CASE WHEN a = 1 THEN b END FROM t LEFT JOIN u ON (1 = 0 AND u.id = t.id) ORDER BY CASE s WHEN \'x\' THEN 0 END";',
            ],
        ];
        yield 'a text inside another' => ['$s = "SELECT a FROM " . table(" WHERE b = ?");', [
            '$s = "SELECT a FROM " . table(" WHERE (1 = 1 OR b = ?)");',
            '$s = "SELECT a FROM " . table(" WHERE (1 = 0 AND b = ?)");',
        ]];
        yield 'no condition' => ['$s = "INSERT INTO t (a) VALUES (?)"; $t = "TEXT NOT NULL"; $u = "Tell me where it is"; $v = "CREATE INDEX i ON t (a)";', []];
        yield 'max' => ['$x = max($a, $b ?? 0, 1);', [
            '$x = min($a, $b ?? 0, 1);', '$x = max([$b ?? 0, 1]);', '$x = max([$a, 1]);', '$x = max([$a, $b ?? 0]);',
        ]];
        yield 'min of a list' => ['$x = \min([$a, ...$b]);', ['$x = \max([$a, ...$b]);', '$x = \min([...$b]);', '$x = \min([$a]);']];
        yield 'a comparison in PHP' => ['if (f($a > $b) <= $c) {}', [
            'if (f($a > $b) < $c) {}', 'if (f($a > $b) === $c) {}', 'if (f($a >= $b) <= $c) {}', 'if (f($a !== $b) <= $c) {}',
        ]];
        yield 'a comparison with a number' => ['return $changed > 0;', ['return $changed >= 0;']];
    }

    /** @param list<string> $changed */
    #[DataProvider('code')]
    public function testEachRuleIsBroken(string $code, array $changed): void
    {
        $source = "<?php\n$code";
        $mutants = [];
        foreach (Mutations::of($source) as $mutant) {
            $mutants[] = $changedSource = $mutant->applyTo($source);
            self::assertNotNull((new ParserFactory())->createForHostVersion()->parse($changedSource));
            self::assertSame(2, $mutant->line);
        }
        self::assertSame(array_map(static fn (string $line): string => "<?php\n$line", $changed), $mutants);
    }

    /** @return iterable<string, array{string, string}> */
    public static function named(): iterable
    {
        yield 'a purge without its condition' => ['Storage/Batch.php', 'Batch::delete: $condition becomes always true (2)'];
        yield 'the end of a nonce' => ['Storage/ConsentTable.php', 'ConsentTable::consume: expires_at > ? becomes <>'];
        yield 'the end of a code' => ['Storage/AuthorizationTable.php', 'AuthorizationTable::redeemCode: code_expires_at > ? becomes <>'];
        yield 'the end of a row' => [
            'Server/Grant/RefreshTokenGrant.php',
            'RefreshTokenGrant::rotate: max($refreshExpiry, $this->accessTokens->expiry(), $authorization->expiresAt)'
                . ' loses $this->accessTokens->expiry()',
        ];
    }

    #[DataProvider('named')]
    public function testTheRulesOfTheServerAreFound(string $file, string $name): void
    {
        $source = (string) file_get_contents(\dirname(__DIR__, 3) . "/plugin/OAuth2/$file");
        self::assertContains($name, array_map(static fn ($mutant): string => $mutant->name, Mutations::of($source)));
    }
}
