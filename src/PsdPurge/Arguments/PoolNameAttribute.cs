using System.Collections;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Arguments;

/// <summary>
/// Accepts texts, and objects of Get-CsPool. PowerShell by itself converts any object to a text. So it would take an entry that is piped into
/// Remove-AppEndpointPsdEntries for the name of a pool.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PoolNameAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Properties = ["PoolFqdn", "PoolName", "Fqdn", "Identity"];

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string name => name,
            IEnumerable several => several.Cast<object?>().Select(Name).ToArray(),
            _ => Name(inputData),
        };

    private static string Name(object? item)
    {
        if (item is not null)
        {
            var value = PSObject.AsPSObject(item);
            if (value.BaseObject is string name)
            {
                return name;
            }

            // An entry may come from a file to which somebody added a column. It must never stand for its whole pool.
            if (value.Properties["DocId"] is null && Properties.Select(value.Text).FirstOrDefault(text => text is not null) is { } fqdn)
            {
                return fqdn;
            }
        }

        // Only with this inner exception does the binder look for another parameter that accepts the object.
        const string Message = "This is neither a pool's FQDN nor an object of Get-CsPool.";
        throw new ArgumentTransformationMetadataException(Message, new PSInvalidCastException(Message));
    }
}
