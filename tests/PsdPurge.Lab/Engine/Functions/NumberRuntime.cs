using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PsdPurge.Lab.Engine;

/// <summary>The implementation of arithmetic, conversion and hash functions.</summary>
internal static class NumberRuntime
{
    public static void Register(FunctionRegistry functions)
    {
        functions.Strict("t_convert", 2, a => Conversions.Convert(a[0], ConversionTable.Get((long)a[1]!)), FastStrings.Convert);
        functions.Pure("t_integer", 4, a =>
            a[1] is long x && a[2] is long y ? Integer(((string)a[0]!)[0], x, y, new SqlType((SqlTypeKind)(long)a[3]!)) : null);
        functions.Pure("t_float", 3, a => a[1] is double x && a[2] is double y
            ? y == 0 ? throw Errors.DivideByZero() : (string)a[0]! == "/" ? x / y : x % y : null);
        functions.Pure("t_decimal", 5, a => a[1] is string x && a[2] is string y
            ? DecimalValues.Calculate(((string)a[0]!)[0], x, y, SqlTypes.Decimal((int)(long)a[3]!, (int)(long)a[4]!)) : null);
        functions.Strict("t_range", 2, a => Conversions.CheckRange((long)a[0]!, SqlTypes.BigInt, new SqlType((SqlTypeKind)(long)a[1]!)));
        functions.Pure("t_rows", 2, a => Rows(a[0], (long)a[1]!));
        functions.Strict("t_abs", 2, a => Map(a, Math.Abs, Math.Abs, Math.Abs));
        functions.Strict("t_floor", 2, a => Map(a, x => x, Math.Floor, Math.Floor));
        functions.Strict("t_ceiling", 2, a => Map(a, x => x, Math.Ceiling, Math.Ceiling));
        functions.Strict("t_sign", 2, a => Map(a, x => Math.Sign(x), x => Math.Sign(x), x => Math.Sign(x)));
        functions.Strict("t_round", 3, Round);
        functions.Strict("t_isnumeric", 1, a =>
            decimal.TryParse((string)a[0]!, NumberStyles.Any, CultureInfo.InvariantCulture, out _)
                || double.TryParse((string)a[0]!, CultureInfo.InvariantCulture, out _));
        functions.Pure("t_checksum", -1, Checksum);
        functions.Strict("t_hashbytes", 3, a =>
            a[1] is null ? null : Hash((string)a[0]!, a[1] as byte[] ?? TextValues.Bytes((string)a[1]!, (long)a[2]! == 1)));
        functions.Impure("t_newid", 0, _ => Guid.NewGuid().ToByteArray());
        functions.Strict("t_guidkey", 1, a => GuidKey((byte[])a[0]!));
        functions.Aggregate<DecimalTotal>("t_sum", () => new DecimalTotal(), (total, value) => total.Add(value), total => total.Text);
        functions.Aggregate<Single>("t_single", () => new Single(), (single, value) => single.Take(value), single => single.Value);
    }

    private static long Integer(char op, long x, long y, SqlType type)
    {
        try
        {
            long result = op switch
            {
                '+' => checked(x + y),
                '-' => checked(x - y),
                '*' => checked(x * y),
                '/' => y == 0 ? throw Errors.DivideByZero() : checked(x / y),
                '%' => y == 0 ? throw Errors.DivideByZero() : y == -1 ? 0 : x % y,
                _ => x ^ y,
            };
            return Conversions.CheckRange(result, SqlTypes.BigInt with { Kind = SqlTypeKind.Float }, type);
        }
        catch (OverflowException)
        {
            throw Errors.Overflow(type);
        }
    }

    /// <summary>A row count of TOP (0), OFFSET (1) or FETCH (2).</summary>
    private static long Rows(object? value, long clause)
    {
        if (value is not long rows)
        {
            throw new TSqlException(1060,
                "The number of rows provided for a TOP or FETCH clauses row count parameter must be an integer.", 15);
        }

        return rows >= 0 && !(clause == 2 && rows == 0) ? rows : throw (clause switch
        {
            0 => new TSqlException(127, "A TOP N or FETCH rowcount value may not be negative.", 15),
            1 => new TSqlException(10742, "The offset specified in a OFFSET clause may not be negative.", 15),
            _ => new TSqlException(10744, "The number of rows provided for a FETCH clause must be greater then zero.", 15),
        });
    }

    private static object Map(object?[] a, Func<long, long> whole, Func<double, double> approximate,
        Func<decimal, decimal> exact) => a[0] switch
        {
            long number => whole(number),
            double number => approximate(number),
            string text => exact(DecimalValues.Parse(text)).ToString("F" + a[1], CultureInfo.InvariantCulture),
            _ => throw Errors.NotSupported("this argument of a numeric function"),
        };

    private static object? Round(object?[] a)
    {
        if (a[2] is not long digits)
        {
            return null;
        }

        decimal unit = (decimal)Math.Pow(10, Math.Abs(digits));
        decimal Exact(decimal x) => digits >= 0
            ? Math.Round(x, (int)Math.Min(28, digits), MidpointRounding.AwayFromZero)
            : Math.Round(x / unit, MidpointRounding.AwayFromZero) * unit;
        return Map(a, x => (long)Exact(x),
            x => digits >= 0 ? Math.Round(x, (int)Math.Min(15, digits), MidpointRounding.AwayFromZero) : (double)Exact((decimal)x), Exact);
    }

    /// <summary>A stable 32-bit number, equal for texts that compare as equal. Not the number that a real server computes.</summary>
    private static object Checksum(object?[] values)
    {
        uint hash = 2166136261;
        foreach (object? value in values)
        {
            byte[] bytes = value switch
            {
                null => [0],
                string text => Encoding.UTF8.GetBytes(text.TrimEnd(' ').ToUpperInvariant()),
                byte[] raw => raw,
                long number => BitConverter.GetBytes(number),
                _ => BitConverter.GetBytes((double)value),
            };
            foreach (byte b in bytes)
            {
                hash = (hash ^ b) * 16777619;
            }
        }

        return (long)(int)hash;
    }

#pragma warning disable CA5350, CA5351 // HASHBYTES offers these algorithms.
    private static byte[]? Hash(string algorithm, byte[] data) => algorithm.ToUpperInvariant() switch
    {
        "MD5" => MD5.HashData(data),
        "SHA" or "SHA1" => SHA1.HashData(data),
        "SHA2_256" => SHA256.HashData(data),
        "SHA2_512" => SHA512.HashData(data),
        _ => null,
    };
#pragma warning restore CA5350, CA5351

    /// <summary>Bytes in the order in which SQL Server compares a uniqueidentifier: the last group first.</summary>
    private static byte[] GuidKey(byte[] id) =>
        [.. id[10..16], .. id[8..10], id[6], id[7], id[4], id[5], id[0], id[1], id[2], id[3]];

    private sealed class DecimalTotal
    {
        private decimal _total;
        private bool _any;

        public string? Text => _any ? _total.ToString(CultureInfo.InvariantCulture) : null;

        public DecimalTotal Add(object? value)
        {
            if (value is string text)
            {
                _total += DecimalValues.Parse(text);
                _any = true;
            }

            return this;
        }
    }

    /// <summary>The value of a subquery that must not return more than one.</summary>
    private sealed class Single
    {
        private int _count;

        public object? Value { get; private set; }

        public Single Take(object? value)
        {
            Value = value;
            return ++_count == 1 ? this : throw new TSqlException(512,
                "Subquery returned more than 1 value. This is not permitted when the subquery follows =, !=, <, <= , >, >= or "
                + "when the subquery is used as an expression.");
        }
    }
}
