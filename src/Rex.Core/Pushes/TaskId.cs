using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Rex.Core.Pushes;

/// <summary>
/// The number of a task within one repository, 1 to 999,999,999. The same number in another repository is another task.
/// </summary>
/// <remarks><c>default</c> is no task: reading its <see cref="Value"/> throws, so that it can never select anything.</remarks>
public readonly record struct TaskId
{
    /// <summary>The highest number of a task: nine digits, which fit an <see cref="int"/> and a CodeRun's <c>taskId</c>.</summary>
    public const int MaxValue = 999_999_999;

    private readonly int value;

    /// <summary>Takes a number that is known to be one of a task.</summary>
    /// <param name="value">1 to <see cref="MaxValue"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public TaskId(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxValue);
        this.value = value;
    }

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which is no task.</exception>
    public int Value => value > 0 ? value : throw new InvalidOperationException("This is no task: it was never given a number.");

    /// <summary>Reads a task number as branches and labels carry it: ASCII digits only, without sign, space or leading zero.</summary>
    /// <param name="text">The text; none gives none.</param>
    /// <param name="task">The task, where the text is one.</param>
    /// <returns>Whether the text is a task number.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TaskId task)
    {
        task = default;
        if (
            string.IsNullOrEmpty(text)
            || text[0] == '0'
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > MaxValue
        )
        {
            return false;
        }

        task = new TaskId(number);
        return true;
    }

    /// <summary>Reads a task number that is known to be one.</summary>
    /// <param name="text">The text, as <see cref="TryParse"/> takes it.</param>
    /// <returns>The task.</returns>
    /// <exception cref="FormatException">The text is no task number.</exception>
    public static TaskId Parse(string text) =>
        TryParse(text, out var task) ? task : throw new FormatException($"'{text}' is no task number (1 to 999999999).");

    /// <summary>The number in decimal digits, as the label <c>task-id</c> carries it.</summary>
    /// <returns>The digits, the same in every culture.</returns>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
