using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace InfoEntraide.Web.Data;

/// <summary>SQLite overwrites deleted content with zeros, so that erased personal data is not left in free parts of the file.</summary>
internal sealed class SecureDeleteInterceptor : DbConnectionInterceptor
{
    private const string SecureDelete = "PRAGMA secure_delete = ON";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (connection is SqliteConnection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = SecureDelete;
            command.ExecuteNonQuery();
        }
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (connection is SqliteConnection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = SecureDelete;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
