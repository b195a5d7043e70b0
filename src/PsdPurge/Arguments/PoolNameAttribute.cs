using System.Collections;
using PsdPurge.SkypeForBusiness;

namespace PsdPurge.Arguments;

/// <summary>
/// Takes texts, and objects of Get-CsPool. PowerShell by itself makes a text of any object, and so would take an entry that is piped into
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

            // An entry may have come through a file in which somebody added a column; it must never stand for its whole pool.
            if (value.Properties["DocId"] is null && Properties.Select(value.Text).FirstOrDefault(text => text is not null) is { } fqdn)
            {
                return fqdn;
            }
        }

        // With this inner exception, and only with it, the binder goes on to look for another parameter that takes the object.
        const string Message = "This is neither a pool's FQDN nor an object of Get-CsPool.";
        throw new ArgumentTransformationMetadataException(Message, new PSInvalidCastException(Message));
    }
}
