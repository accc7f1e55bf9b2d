// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * oidc-provider's adapter on MariaDB: one table, prepared statements, which mysql2 keeps with each connection of the pool. It
 * reads a client from the database at each request.
 */
import mysql from 'mysql2/promise';

const pool = mysql.createPool({
    socketPath: process.env.PEER_SOCKET, database: process.env.PEER_DATABASE, user: 'root', connectionLimit: 8,
});

/** Creates the table with one client. */
export async function createTable(client) {
    await pool.query(`CREATE TABLE IF NOT EXISTS peer (
        model VARCHAR(64) NOT NULL, id VARCHAR(255) NOT NULL, payload JSON NOT NULL, expires BIGINT, grant_id VARCHAR(255),
        uid VARCHAR(255), user_code VARCHAR(255), consumed BIGINT, PRIMARY KEY (model, id), KEY (grant_id), KEY (uid), KEY (user_code)
    ) CHARACTER SET ascii`);
    await new DatabaseAdapter('Client').upsert(client.client_id, client);
}

export class DatabaseAdapter {
    constructor(model) {
        this.model = model;
    }

    async upsert(id, payload, expiresIn) {
        await pool.execute(
            'REPLACE INTO peer (model, id, payload, expires, grant_id, uid, user_code) VALUES (?, ?, ?, ?, ?, ?, ?)',
            [
                this.model, id, JSON.stringify(payload), expiresIn ? Math.floor(Date.now() / 1000) + expiresIn : null,
                payload.grantId ?? null, payload.uid ?? null, payload.userCode ?? null,
            ],
        );
    }

    async find(id) {
        return this.#one('SELECT payload, expires, consumed FROM peer WHERE model = ? AND id = ?', id);
    }

    async findByUid(uid) {
        return this.#one('SELECT payload, expires, consumed FROM peer WHERE model = ? AND uid = ?', uid);
    }

    async findByUserCode(code) {
        return this.#one('SELECT payload, expires, consumed FROM peer WHERE model = ? AND user_code = ?', code);
    }

    async consume(id) {
        await pool.execute('UPDATE peer SET consumed = ? WHERE model = ? AND id = ?', [Math.floor(Date.now() / 1000), this.model, id]);
    }

    async destroy(id) {
        await pool.execute('DELETE FROM peer WHERE model = ? AND id = ?', [this.model, id]);
    }

    async revokeByGrantId(grantId) {
        await pool.execute('DELETE FROM peer WHERE grant_id = ?', [grantId]);
    }

    async #one(sql, value) {
        const [[row]] = await pool.execute(sql, [this.model, value]);
        if (!row || (row.expires !== null && row.expires < Date.now() / 1000)) {
            return undefined;
        }
        const payload = typeof row.payload === 'string' ? JSON.parse(row.payload) : row.payload;
        return row.consumed === null ? payload : { ...payload, consumed: row.consumed };
    }
}
